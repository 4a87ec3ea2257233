// Decoding pictures and drawing small ones of them and of the first page of a PDF, by libvips.
#pragma once

#include <string>
#include <string_view>

namespace recours::inspect {

struct PictureSize {
  int width = 0;
  int height = 0;
};

inline constexpr int kLongestPreviewSide = 1280;
inline constexpr int kLongestThumbnailSide = 240;

// Starts libvips: one thread, no cache, only the readers of the formats that are taken. Throws std::runtime_error.
void start_pictures();

// R-816 Known before anything is decoded: at most 100 megapixels and 30,000 a side, else Unacceptable(ImageTooLarge).
void require_moderate(PictureSize size);

struct SmallPictures {
  std::string preview, thumbnail;  // JPEG without metadata, turned upright
};
// R-817 Both decode the whole picture: Unacceptable(Damaged) when it does not come out complete.
SmallPictures small_pictures_of_jpeg(std::string_view picture, PictureSize size);
SmallPictures small_pictures_of_png(std::string_view picture);
// Of the first page; empty when it cannot be drawn.
SmallPictures small_pictures_of_page(std::string_view pdf);

// R-816 HEIC or WebP as JPEG, its colours and metadata kept.
std::string to_jpeg(std::string_view picture);

}  // namespace recours::inspect
