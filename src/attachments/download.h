// A stored file as an answer, for pages and API alike. Whether the viewer may have it was asked before: these get an
// attachment of require_attachment() or of the phone's own form.
#pragma once

#include <string>

#include "attachments/attachment_actions.h"
#include "http/message.h"

namespace recours::attachments {

// R-804 The bytes to be saved, never to be shown in our name: attachment disposition with the safe name, sandboxed,
// kept by no cache, whole or the range asked for, with the SHA-256 as ETag and Repr-Digest. Throws BlobLost.
http::Response download_answer(const http::Request& request, db::Reader& reader, const Depot& depot,
                               const Attachment& attachment);

// R-789 A recording, to be played in our pages, whole or the range asked for. NotFound for other files.
http::Response sound_answer(const http::Request& request, db::Reader& reader, const Depot& depot,
                            const Attachment& attachment);

// The JPEG made of it, shown in our pages; a cache has to ask each time. NotFound where none was made.
enum class Picture { Preview, Thumbnail };
http::Response picture_answer(const http::Request& request, db::Reader& reader, const Depot& depot,
                              const Attachment& attachment, Picture picture);

}  // namespace recours::attachments
