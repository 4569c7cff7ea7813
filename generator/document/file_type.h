// SPDX-License-Identifier: MIT
// The types of files that a section publishes, in one table: what the link
// says, what the manifest says, and how the first bytes must look. A file of
// any other type is refused: a visitor of a school site has to be able to open
// what he downloads, and nothing here can run.
#ifndef DOCUMENT_FILE_TYPE_H
#define DOCUMENT_FILE_TYPE_H

#include "base/str.h"

// How many first bytes are enough to tell a type.
enum { FILE_TYPE_HEAD = 4096 };

// What bytes can turn out to be; [name] is for messages.
struct file_content {
    const char *name;
    bool (*matches)(struct str head);
};

struct file_type {
    const char *extension, *label, *media;
    const struct file_content *content;
    bool picture;
};

// By extension, in any case and without its dot; NULL for a type that is not published.
const struct file_type *file_type_find(struct str extension);

// «application/pdf»; «application/octet-stream» for a type that is not in the table.
const char *file_media_type(struct str extension);

// The extension of a path, without its dot; empty when what follows the last
// dot is no extension («им. И. О. Фамилия», «от 01.09.2025г»).
struct str file_extension(struct str path);

// What the first bytes of a file are; NULL when it cannot be told.
const struct file_content *file_content_of(struct str head);
bool file_content_is_web_page(struct str head);

// «pdf, docx, …»: all permitted extensions, for messages.
struct str file_type_list(struct arena *a);

#endif
