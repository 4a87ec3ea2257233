#include "inspect/pictures.h"

#include <vips/vips.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include "inspect/verdict.h"

namespace recours::inspect {
namespace {

constexpr int kLongestSide = 30'000;
constexpr std::int64_t kMostPixels = 100'000'000;
constexpr int kConvertedQuality = 88;
constexpr int kPreviewQuality = 80;

struct Unreference {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unreference>;

struct Free {
  void operator()(void* bytes) const { g_free(bytes); }
};

[[noreturn]] void fail() {
  const bool out_of_memory = std::string_view(vips_error_buffer()).find("memory") != std::string_view::npos;
  vips_error_clear();
  throw Unacceptable(out_of_memory ? Reason::TooComplex : Reason::Damaged);
}

// What an operation made, or the file is a damaged one.
Image made(int failed, VipsImage* image) {
  if (failed != 0 || !image) fail();
  return Image(image);
}

std::string jpeg_of(VipsImage* image, int quality, gboolean strip) {
  void* bytes = nullptr;
  std::size_t size = 0;
  const double white[] = {255, 255, 255};
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> background(
      vips_array_double_new(white, 3), [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  const int failed = vips_jpegsave_buffer(image, &bytes, &size, "Q", quality, "strip", strip, "optimize_coding", TRUE,
                                          "background", background.get(), nullptr);
  const std::unique_ptr<void, Free> owned(bytes);
  if (failed != 0) fail();
  return {static_cast<const char*>(bytes), size};
}

void* start_of(std::string_view bytes) { return const_cast<char*>(bytes.data()); }

// libjpeg paints over what is missing and leaves word of it; other words of it tell of what some cameras do wrong.
void require_complete() {
  const std::string_view words = vips_error_buffer();
  const bool complete = words.find("remature end") == words.npos && words.find("bad Huffman") == words.npos &&
                        words.find("bad arithmetic") == words.npos && words.find("instead of RST") == words.npos;
  vips_error_clear();
  if (!complete) throw Unacceptable(Reason::Damaged);
}

Image opened(std::string_view file, const char* options) {
  return made(0, vips_image_new_from_buffer(file.data(), file.size(), options, "access", VIPS_ACCESS_SEQUENTIAL,
                                            "fail_on", VIPS_FAIL_ON_ERROR, nullptr));
}

// In memory, upright, in the colours of screens.
Image fitted(VipsImage* image, int side) {
  VipsImage* out = nullptr;
  const int failed = vips_thumbnail_image(image, &out, side, "height", side, "size", VIPS_SIZE_DOWN, "export_profile",
                                          "srgb", nullptr);
  const auto lazy = made(failed, out);
  return made(0, vips_image_copy_memory(lazy.get()));
}

SmallPictures small_pictures(VipsImage* image) {
  const auto preview = fitted(image, kLongestPreviewSide);
  require_complete();
  const auto thumbnail = fitted(preview.get(), kLongestThumbnailSide);
  return {jpeg_of(preview.get(), kPreviewQuality, TRUE), jpeg_of(thumbnail.get(), kPreviewQuality, TRUE)};
}

// JPEG decodes at a half, a quarter, an eighth for a part of the price, and still reads every coded byte.
std::string jpeg_options(PictureSize size) {
  const int longest = std::max(size.width, size.height);
  int shrink = 8;
  while (shrink > 1 && longest / shrink < kLongestPreviewSide) shrink /= 2;
  return "[shrink=" + std::to_string(shrink) + "]";
}

}  // namespace

void start_pictures() {
  if (VIPS_INIT("recours-inspect") != 0) throw std::runtime_error("libvips does not start");
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const auto* reader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadHeif", "VipsForeignLoadWebp",
                             "VipsForeignLoadPdf"}) {
    vips_operation_block_set(reader, FALSE);
  }
  g_log_set_default_handler([](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
}

void require_moderate(PictureSize size) {
  if (size.width <= 0 || size.height <= 0) throw Unacceptable(Reason::Damaged);
  if (size.width > kLongestSide || size.height > kLongestSide) throw Unacceptable(Reason::ImageTooLarge);
  if (std::int64_t{size.width} * size.height > kMostPixels) throw Unacceptable(Reason::ImageTooLarge);
}

SmallPictures small_pictures_of_jpeg(std::string_view picture, PictureSize size) {
  return small_pictures(opened(picture, jpeg_options(size).c_str()).get());
}

SmallPictures small_pictures_of_png(std::string_view picture) { return small_pictures(opened(picture, "").get()); }

SmallPictures small_pictures_of_page(std::string_view pdf) try {
  VipsImage* out = nullptr;
  const int failed = vips_thumbnail_buffer(start_of(pdf), pdf.size(), &out, kLongestPreviewSide, "height",
                                           kLongestPreviewSide, nullptr);
  return small_pictures(made(failed, out).get());
} catch (const Unacceptable&) {
  return {};
}

std::string to_jpeg(std::string_view picture) {
  const auto image = opened(picture, "");
  require_moderate({vips_image_get_width(image.get()), vips_image_get_height(image.get())});
  return jpeg_of(image.get(), kConvertedQuality, FALSE);
}

}  // namespace recours::inspect
