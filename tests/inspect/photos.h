// Photos as phones make them, by libvips and exiv2: coded pictures with a place, a date and an orientation.
#pragma once

#include <vips/vips.h>
#include <exiv2/exiv2.hpp>

#include <memory>
#include <stdexcept>
#include <string>

namespace recours::testing_support {

// A gradient, so that turning and cutting shows.
inline std::shared_ptr<VipsImage> gradient(int width, int height) {
  static const bool started = VIPS_INIT("tests") == 0;
  if (!started) throw std::runtime_error("libvips does not start");
  VipsImage *ramp = nullptr, *bands = nullptr, *out = nullptr;
  vips_xyz(&ramp, width, height, nullptr);
  const double scale[] = {255.0 / width, 255.0 / height}, offset[] = {0, 0};
  vips_linear(ramp, &bands, scale, offset, 2, nullptr);
  VipsImage* three = nullptr;
  vips_bandjoin_const1(bands, &three, 60, nullptr);
  vips_cast(three, &out, VIPS_FORMAT_UCHAR, nullptr);
  VipsImage* coloured = nullptr;
  vips_copy(out, &coloured, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr);
  for (auto* image : {ramp, bands, three, out}) g_object_unref(image);
  return {coloured, [](VipsImage* image) { g_object_unref(image); }};
}

// ".jpg", ".png", ".webp", ".heic"; empty when this system has no encoder for it.
inline std::string encoded(VipsImage* image, const char* suffix) {
  void* bytes = nullptr;
  std::size_t size = 0;
  if (vips_image_write_to_buffer(image, suffix, &bytes, &size, nullptr) != 0) {
    vips_error_clear();
    return {};
  }
  const std::unique_ptr<void, void (*)(void*)> owned(bytes, g_free);
  return {static_cast<const char*>(bytes), size};
}
inline std::string photo(const char* suffix, int width = 64, int height = 48) {
  return encoded(gradient(width, height).get(), suffix);
}

struct Metadata {
  Exiv2::ExifData exif;
  Exiv2::XmpData xmp;
  Exiv2::IptcData iptc;
  std::string text(const char* key) const {
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    return found == exif.end() ? "" : found->toString();
  }
};

// JPEG with place, date, camera and orientation 6 (turn right by 90°) in Exif, XMP and IPTC.
inline std::string photo_with_place(const std::string& jpeg) {
  const auto image =
      Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(jpeg.data()), static_cast<long>(jpeg.size()));
  image->readMetadata();
  auto& exif = image->exifData();
  exif["Exif.Image.Orientation"] = std::uint16_t{6};
  exif["Exif.Image.Make"] = "Bruyere";
  exif["Exif.Photo.DateTimeOriginal"] = "2026:11:12 10:00:00";
  exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
  exif["Exif.GPSInfo.GPSLatitude"] = "48/1 51/1 29/1";
  exif["Exif.GPSInfo.GPSLongitudeRef"] = "E";
  exif["Exif.GPSInfo.GPSLongitude"] = "2/1 17/1 40/1";
  image->xmpData()["Xmp.exif.GPSLatitude"] = "48,51.48N";
  image->xmpData()["Xmp.photoshop.City"] = "Paris";
  image->xmpData()["Xmp.dc.creator"] = "Alice";
  image->iptcData()["Iptc.Application2.City"] = "Paris";
  image->iptcData()["Iptc.Application2.Caption"] = "Carton ouvert";
  image->writeMetadata();
  auto& io = image->io();
  io.open();
  io.seek(0, Exiv2::BasicIo::beg);
  std::string bytes(io.size(), '\0');
  io.read(reinterpret_cast<Exiv2::byte*>(bytes.data()), static_cast<long>(bytes.size()));
  return bytes;
}

inline Metadata metadata_of(const std::string& picture) {
  const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(picture.data()),
                                               static_cast<long>(picture.size()));
  image->readMetadata();
  return {image->exifData(), image->xmpData(), image->iptcData()};
}

// The keys of what tells a place, joined.
inline std::string places_in(const std::string& picture) {
  const auto metadata = metadata_of(picture);
  std::string found;
  const auto look = [&](const auto& data) {
    for (const auto& datum : data) {
      const auto key = datum.key();
      if (key.find("GPS") != key.npos || key.find("City") != key.npos) found += key + " ";
    }
  };
  look(metadata.exif), look(metadata.xmp), look(metadata.iptc);
  return found;
}

struct PixelSize {
  int width = 0, height = 0;
  bool operator==(const PixelSize&) const = default;
};
inline std::shared_ptr<VipsImage> decoded(const std::string& picture) {
  VipsImage* const image = vips_image_new_from_buffer(picture.data(), picture.size(), "", nullptr);
  if (!image) throw std::runtime_error(vips_error_buffer());
  return {image, [](VipsImage* held) { g_object_unref(held); }};
}
inline PixelSize size_in_pixels(const std::string& picture) {
  const auto image = decoded(picture);
  return {vips_image_get_width(image.get()), vips_image_get_height(image.get())};
}
// The decoded bytes.
inline std::string pixels_of(const std::string& picture) {
  const auto image = decoded(picture);
  std::size_t size = 0;
  const std::unique_ptr<void, void (*)(void*)> bytes(vips_image_write_to_memory(image.get(), &size), g_free);
  return {static_cast<const char*>(bytes.get()), size};
}

}  // namespace recours::testing_support
