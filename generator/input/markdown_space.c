// SPDX-License-Identifier: MIT
// «[Положение](files/Наше положение.pdf)»: CommonMark takes no address with a space
// in it, so that this stays text, brackets and all, and the file is left out.
#include "base/path.h"
#include "input/markdown_internal.h"

enum { LONGEST_EXTENSION = 5 };

// Where the parenthesis that is open at the front of [s] closes; SIZE_MAX when it
// does not in this line.
static size_t closing(struct str s)
{
    size_t depth = 0;

    for (size_t i = 0; i < s.len; i++) {
        depth += s.ptr[i] == '(';
        if (s.ptr[i] == '\n')
            return SIZE_MAX;
        if (s.ptr[i] == ')' && depth-- == 0)
            return i;
    }
    return SIZE_MAX;
}

static bool is_extension(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!(s.ptr[i] >= '0' && s.ptr[i] <= '9') && !((s.ptr[i] | 0x20) >= 'a' && (s.ptr[i] | 0x20) <= 'z'))
            return false;
    return s.len > 1 && s.len <= LONGEST_EXTENSION;
}

// Words in brackets may follow others: only what looks like a path was meant as a link.
static bool is_address(struct str s)
{
    size_t slash = str_find_char(s, '/'), space = str_find_char(s, ' ');

    return (slash != SIZE_MAX && slash < space) || is_extension(path_extension(s));
}

// The address with a space that begins behind the next «](» of [rest], which moves
// there; false when there is none any more.
static bool next_spaced(struct str *rest, struct str *address)
{
    for (size_t at; (at = str_find(*rest, STR("]("))) != SIZE_MAX;) {
        *rest = str_after(*rest, at + 2);
        size_t end = closing(*rest);
        struct str inside = str_from_to(*rest, 0, end == SIZE_MAX ? 0 : end);
        size_t title = str_find(inside, STR(" \""));
        *address = str_trim(str_from_to(inside, 0, title));
        if (str_find_char(*address, ' ') != SIZE_MAX && is_address(*address))
            return true;
    }
    return false;
}

static struct block block_of(cmark_node *node)
{
    while (cmark_node_get_type(node) >= CMARK_NODE_FIRST_INLINE)
        node = cmark_node_parent(node);
    return markdown_block(node);
}

static void report_in(struct markdown_page *page, cmark_node *node)
{
    struct str rest = str_from(cmark_node_get_literal(node)), address;
    struct where at;

    while (next_spaced(&rest, &address)) {
        struct str written = STR_CAT(page->scratch, STR("]("), address);
        if (!markdown_find_verbatim(page, block_of(node), written, &at) || !markdown_may_report(page))
            continue;
        at.column += 2;
        struct str mended = STR_CAT(page->scratch, STR("<"), address, STR(">"));
        diag_add_mended(page->diags, DIAG_LINK_SPACE, at, diag_line_with(at, address, mended, page->scratch),
                        "в адресе «%.*s» есть пробел", STR_ARG(address));
    }
}

void markdown_report_spaces(struct markdown_page *page, cmark_node *root)
{
    struct str rest = page->source, address;

    if (!next_spaced(&rest, &address)) // no need to look through the tree
        return;
    struct list texts = markdown_nodes(root, CMARK_NODE_TEXT, page->scratch);
    for (LIST_EACH(cmark_node, node, texts))
        report_in(page, node);
}
