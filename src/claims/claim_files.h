// Files of claims as values: the kinds of piece people choose from and phones are guided by, and what the rules of a
// declaration need to know of its files. Who may see and change them is in claim_files_store.h.
#pragma once

#include <string_view>
#include <vector>

#include "attachments/attachment.h"
#include "attachments/description.h"

namespace recours::claims {

// Owners of files: a line, from the basket on, and a claim once it is confirmed.
inline constexpr const char* kLineFiles = "claim_line";
inline constexpr const char* kClaimFiles = "claim";

// Étiquette de transport, Emballage (chaque face), Dommage… in the order of lists.
const std::vector<attachments::PieceKind>& piece_kinds();

// What the rules ask of files: whether there are photos and documents, not what they show.
struct DeclaredFiles {
  int images = 0;
  int documents = 0;  // a photo of a delivery note is one too
};
DeclaredFiles counted(const std::vector<attachments::Attachment>& files);

}  // namespace recours::claims
