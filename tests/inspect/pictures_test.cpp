#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspect/inspected.h"
#include "inspect/photos.h"
#include "inspect/samples.h"

namespace {

using namespace recours;
using namespace recours::testing_support;
using namespace std::literals;

std::string coded_part(const std::string& jpeg) { return jpeg.substr(jpeg.find("\xff\xda")); }

std::string small_zip() { return zip_of({{"a.txt", "abc"}}); }

// R-811 R-819
TEST(Photo, LosesItsPlaceAndNothingElse) {
  const auto sent = photo_with_place(photo(".jpg"));
  ASSERT_THAT(places_in(sent), testing::HasSubstr("GPS"));
  const auto result = inspected(sent);
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->location_removed);
  const auto kept = kept_of(*result, sent);
  EXPECT_EQ(places_in(kept), "");
  EXPECT_EQ(kept.find("48,51.48N"), kept.npos);
  EXPECT_EQ(kept.find("Paris"), kept.npos);
  EXPECT_EQ(coded_part(kept), coded_part(sent));
  EXPECT_EQ(pixels_of(kept), pixels_of(sent));
  const auto metadata = metadata_of(kept);
  EXPECT_EQ(metadata.text("Exif.Image.Orientation"), "6");
  EXPECT_EQ(metadata.text("Exif.Photo.DateTimeOriginal"), "2026:11:12 10:00:00");
  EXPECT_EQ(metadata.text("Exif.Image.Make"), "Bruyere");
  EXPECT_EQ(metadata.xmp.count(), 1);
  EXPECT_EQ(metadata.iptc.count(), 1);
}

// R-811
TEST(Photo, WithoutAPlaceStaysAsItWasSent) {
  const auto result = inspected(photo(".jpg"));
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->location_removed);
  EXPECT_FALSE(result->cleaned);
}

// R-811
TEST(Photo, LosesItsPlaceInPngToo) {
  const auto exif = photo_with_place(photo(".jpg"));
  const auto start = exif.find("Exif\0\0"s) + 6;
  const auto length =
      static_cast<unsigned char>(exif[start - 8]) * 256u + static_cast<unsigned char>(exif[start - 7]) - 8;
  const auto plain = photo(".png");
  const auto xmp =
      "XML:com.adobe.xmp\0\0\0\0\0"s +
      R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">)"
      R"(<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,51.48N"/></rdf:RDF></x:xmpmeta>)";
  const auto profile = "Raw profile type exif\0abc"s;
  const auto sent =
      with_chunk(with_chunk(with_chunk(plain, "eXIf", exif.substr(start, length)), "iTXt", xmp), "tEXt", profile);
  const auto result = inspected(sent);
  ASSERT_TRUE(result) << result.error().code;
  EXPECT_TRUE(result->location_removed);
  const auto kept = kept_of(*result, sent);
  EXPECT_EQ(kept.find("48,51.48N"), kept.npos);
  EXPECT_EQ(kept.find("Raw profile"), kept.npos);
  EXPECT_EQ(kept.find(exif.substr(start, length)), kept.npos);
  EXPECT_NE(kept.find("Bruyere"), kept.npos);
  EXPECT_EQ(pixels_of(kept), pixels_of(sent));
}

// R-811
TEST(Photo, WithUnreadableMetadataLosesIt) {
  const auto sent = with_segment(photo(".jpg"), '\xe1', "Exif\0\0"s + "nothing a camera wrote 48,51.48N");
  const auto result = inspected(sent);
  ASSERT_TRUE(result);
  EXPECT_EQ(kept_of(*result, sent).find("48,51.48N"), std::string::npos);
  const auto extended = with_segment(photo(".jpg"), '\xe1', "http://ns.adobe.com/xmp/extension/\0"s + "48,51.48N");
  EXPECT_EQ(kept_of(*inspected(extended), extended).find("48,51.48N"), std::string::npos);
}

// R-817
TEST(Preview, IsSmallUprightAndSaysNothing) {
  const auto result = inspected(photo_with_place(photo(".jpg", 2000, 1000)));
  ASSERT_TRUE(result);
  const auto preview = bytes_of(result->preview), thumbnail = bytes_of(result->thumbnail);
  EXPECT_EQ(size_in_pixels(preview), (PixelSize{640, 1280}));
  EXPECT_EQ(size_in_pixels(thumbnail), (PixelSize{120, 240}));
  EXPECT_TRUE(metadata_of(preview).exif.empty());
  EXPECT_TRUE(metadata_of(thumbnail).exif.empty());
}

// R-817
TEST(Preview, NeverGrows) {
  const auto result = inspected(photo(".png", 64, 48));
  ASSERT_TRUE(result);
  EXPECT_EQ(size_in_pixels(bytes_of(result->preview)), (PixelSize{64, 48}));
}

// R-816 R-811
TEST(Conversion, MakesJpegOfWhatPhonesSend) {
  for (const auto* suffix : {".webp", ".heic"}) {
    const auto original = photo_with_place(photo(".jpg", 640, 480));
    const auto sent = encoded(decoded(original).get(), suffix);
    if (sent.empty()) GTEST_SKIP() << "no encoder for " << suffix << " on this system";
    const auto result = inspected(sent);
    ASSERT_TRUE(result) << suffix << " " << result.error().code;
    EXPECT_EQ(result->converted_from, std::string(suffix).substr(1));
    EXPECT_EQ(result->type, attachments::FileType::Jpeg);
    EXPECT_TRUE(result->location_removed) << suffix;
    const auto kept = kept_of(*result, sent);
    EXPECT_EQ(places_in(kept), "") << suffix;
    EXPECT_EQ(metadata_of(kept).text("Exif.Photo.DateTimeOriginal"), "2026:11:12 10:00:00") << suffix;
    EXPECT_TRUE(result->preview) << suffix;
  }
}

struct Case {
  const char* what;
  std::string bytes;
  const char* verdict;
};

// R-810 R-812 R-816
TEST(Picture, IsJudgedByItsBytes) {
  const auto jpeg = photo(".jpg"), png = photo(".png");
  auto wrong_sum = png;
  wrong_sum[40] = static_cast<char>(wrong_sum[40] ^ 1);
  const std::vector<Case> cases{
      {"JPEG", jpeg, "jpeg"},
      {"PNG", png, "png"},
      {"JPEG cut short", jpeg.substr(0, jpeg.size() / 2), "damaged"},
      {"JPEG whose coded picture is cut, with an end", jpeg.substr(0, jpeg.find("\xff\xda") + 20) + "\xff\xd9",
       "damaged"},
      {"JPEG without its end", jpeg.substr(0, jpeg.size() - 2), "damaged"},
      {"the first bytes of a JPEG", "\xff\xd8\xff\xe0", "damaged"},
      {"PNG cut short", png.substr(0, png.size() - 20), "damaged"},
      {"PNG with a wrong check sum", wrong_sum, "damaged"},
      {"PNG whose picture does not unpack", png_of_size(10, 10), "damaged"},
      {"PNG of no size", png_of_size(0, 10), "damaged"},
      {"PNG of 100 megapixels and a row", png_of_size(10'000, 10'001), "image_too_large"},
      {"PNG of 30,001 pixels a side", png_of_size(30'001, 1), "image_too_large"},
      {"PNG as large as its format knows", png_of_size(0x7fffffff, 0x7fffffff), "image_too_large"},
      {"PNG beyond that", png_of_size(0xffffffff, 1), "damaged"},
      {"JPEG with a ZIP behind it", jpeg + small_zip(), "polyglot"},
      {"JPEG with a PDF behind it", jpeg + one_page_pdf(), "polyglot"},
      {"JPEG with a page behind it", jpeg + "<HTML><body>", "polyglot"},
      {"JPEG with a PDF in its comment", with_segment(jpeg, '\xfe', one_page_pdf()), "polyglot"},
      {"JPEG with a script in its comment", with_segment(jpeg, '\xfe', "<SCRIPT>alert(1)</script>"), "polyglot"},
      {"JPEG with PHP in its comment", with_segment(jpeg, '\xfe', "<?php system('id');"), "polyglot"},
      {"JPEG with a harmless comment", with_segment(jpeg, '\xfe', "Carton ouvert"), "jpeg"},
      {"PNG with a ZIP behind it", png + small_zip(), "polyglot"},
      {"PNG with a script in its text", with_chunk(png, "tEXt", "Comment\0<script>"s), "polyglot"},
      {"WebP with a ZIP behind it", photo(".webp") + small_zip(), "polyglot"},
      {"nothing", "", "empty"},
      {"one byte", "x", "unsupported_type"},
      {"one zero", std::string(1, '\0'), "unsupported_type"},
      {"TIFF", photo(".tif"), "unsupported_type"},
      {"GIF", "GIF89a" + "\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"s, "unsupported_type"},
      {"SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "unsupported_type"},
      {"HTML", "<!DOCTYPE html><html><script>1</script></html>", "unsupported_type"},
      {"program of Windows", "MZ" + std::string(200, '\0'), "unsupported_type"},
      {"AVIF",
       "\0\0\0\x1c"
       "ftypavif\0\0\0\0mif1avifmiaf"s +
           std::string(40, '\0'),
       "unsupported_type"},
      {"ZIP", small_zip(), "unsupported_type"},
      {"21 MiB", std::string(20'971'521, 'x'), "too_large"},
  };
  for (const auto& [what, bytes, verdict] : cases) EXPECT_EQ(verdict_on(bytes), verdict) << what;
}

// R-812 Phones put a film or further pictures behind a photo.
TEST(Photo, LosesWhatAPhonePutBehindIt) {
  const auto jpeg = photo(".jpg");
  const auto sent = with_segment(jpeg, '\xe2', "MPF\0MM\0*"s) +
                    "\0\0\0\x18"
                    "ftypmp42"s +
                    std::string(5000, '\7');
  const auto result = inspected(sent);
  ASSERT_TRUE(result);
  EXPECT_EQ(kept_of(*result, sent), jpeg);
  EXPECT_FALSE(result->location_removed);
  const auto png = photo(".png");
  EXPECT_EQ(kept_of(*inspected(png + "12345"), png), png);
}

}  // namespace
