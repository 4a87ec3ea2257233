// Files built into the program (cmake/embed.cmake): migrations, catalogues, assets.
#pragma once

#include <span>
#include <string_view>

namespace recours::embedded {

struct File {
  std::string_view name;   // path below the embedded folder
  std::string_view bytes;
};

std::span<const File> migrations();
std::span<const File> locales();   // fr/recours.mo, en/recours.mo
std::span<const File> guide();     // fr/claiming.md, en/claiming.md, …
std::span<const File> demo();      // the files the demonstration imports
std::span<const File> assets();    // app-3f2a9c01.css, …, and manifest.json

}  // namespace recours::embedded
