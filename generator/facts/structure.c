// SPDX-License-Identifier: MIT
// The only file that includes qpdf.
#include "facts/examine.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

enum { PARENTS = 32, FORM_DEPTH = 3, FIELD_DEPTH = 8 };

struct structure {
    qpdf_data q;
    int fields; // looked at so far
};

struct structure *structure_open(struct bytes file)
{
    struct structure *s = calloc(1, sizeof *s);

    if (!s)
        abort();
    s->q = qpdf_init();
    qpdf_set_suppress_warnings(s->q, QPDF_TRUE);
    qpdf_silence_errors(s->q);
    if (qpdf_read_memory(s->q, "file", (const char *)file.ptr, file.len, NULL) & QPDF_ERRORS)
        return NULL;
    return s;
}

static qpdf_oh get(const struct structure *s, qpdf_oh dictionary, const char *key)
{
    return qpdf_oh_get_key_if_dict(s->q, dictionary, key);
}

void structure_answer(struct structure *s, FILE *out)
{
    qpdf_oh root = qpdf_get_root(s->q), language = get(s, root, "/Lang");
    qpdf_oh marked = get(s, get(s, root, "/MarkInfo"), "/Marked");
    bool tree = qpdf_oh_is_dictionary(s->q, get(s, root, "/StructTreeRoot"));

    answer_flag(out, "repaired", qpdf_more_warnings(s->q));
    answer_flag(out, "encrypted", qpdf_is_encrypted(s->q));
    answer_flag(out, "tagged", tree && qpdf_oh_is_bool(s->q, marked) && qpdf_oh_get_bool_value(s->q, marked));
    if (qpdf_oh_is_string(s->q, language))
        answer_text(out, "language", qpdf_oh_get_utf8_value(s->q, language), TEXT_LINE);
}

// ---- pictures ----------------------------------------------------------------------

static qpdf_oh inherited_resources(const struct structure *s, qpdf_oh page)
{
    qpdf_oh found = get(s, page, "/Resources");

    for (int i = 0; i < PARENTS && !qpdf_oh_is_dictionary(s->q, found); i++) {
        page = get(s, page, "/Parent");
        found = get(s, page, "/Resources");
    }
    return found;
}

static double side(const struct structure *s, qpdf_oh image, const char *key)
{
    qpdf_oh number = get(s, image, key);

    return qpdf_oh_is_integer(s->q, number) ? (double)qpdf_oh_get_int_value(s->q, number) : 0;
}

static void count_picture(const struct structure *s, qpdf_oh image, struct pictures *p)
{
    double pixels = side(s, image, "/Width") * side(s, image, "/Height");

    p->count++;
    p->pixels += pixels;
    if (pixels > p->largest)
        p->largest = pixels;
}

// The iteration of the library has one place per document: keys are gathered
// before any of them is followed.
static int gather(const struct structure *s, qpdf_oh dictionary, qpdf_oh streams[LIMIT_PDF_OBJECTS])
{
    int count = 0;

    if (!qpdf_oh_is_dictionary(s->q, dictionary))
        return 0;
    qpdf_oh_begin_dict_key_iter(s->q, dictionary);
    while (count < LIMIT_PDF_OBJECTS && qpdf_oh_dict_more_keys(s->q)) {
        qpdf_oh value = qpdf_oh_get_key(s->q, dictionary, qpdf_oh_dict_next_key(s->q));
        if (qpdf_oh_is_stream(s->q, value))
            streams[count++] = qpdf_oh_get_dict(s->q, value);
    }
    return count;
}

// A picture may stand in a form within a form.
static void count_pictures(const struct structure *s, qpdf_oh resources, int depth, struct pictures *p)
{
    qpdf_oh *streams = calloc(LIMIT_PDF_OBJECTS, sizeof *streams);

    if (!streams)
        abort();
    int count = gather(s, get(s, resources, "/XObject"), streams);
    for (int i = 0; i < count && p->count < LIMIT_PDF_OBJECTS; i++) {
        qpdf_oh subtype = get(s, streams[i], "/Subtype");
        if (qpdf_oh_is_name_and_equals(s->q, subtype, "/Image"))
            count_picture(s, streams[i], p);
        else if (depth < FORM_DEPTH && qpdf_oh_is_name_and_equals(s->q, subtype, "/Form"))
            count_pictures(s, get(s, streams[i], "/Resources"), depth + 1, p);
    }
    free(streams);
}

struct pictures structure_pictures(struct structure *s, int page)
{
    struct pictures p = { 0, 0, 0 };

    if (page < qpdf_get_num_pages(s->q))
        count_pictures(s, inherited_resources(s, qpdf_get_page_n(s->q, (size_t)page)), 0, &p);
    return p;
}

// ---- signatures ----------------------------------------------------------------------

struct range {
    size_t before, gap, after; // [0, before) and [gap, gap + after) are signed; the signature stands between
};

static bool read_range(const struct structure *s, qpdf_oh array, size_t size, struct range *r)
{
    long long n[4];

    if (!qpdf_oh_is_array(s->q, array) || qpdf_oh_get_array_n_items(s->q, array) != 4)
        return false;
    for (int i = 0; i < 4; i++)
        if (!qpdf_oh_get_value_as_longlong(s->q, qpdf_oh_get_array_item(s->q, array, i), &n[i]) || n[i] < 0 ||
            n[i] > (long long)size)
            return false;
    *r = (struct range){ (size_t)n[1], (size_t)n[2], (size_t)n[3] };
    return n[0] == 0 && n[1] + 2 <= n[2] && n[2] + n[3] <= (long long)size;
}

static int hex(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The signature is read from the gap itself, not from /Contents: this way it
// is sure that nothing else is left unsigned there.
static bool read_gap(struct bytes file, const struct range *r, struct bytes *der)
{
    const unsigned char *gap = file.ptr + r->before;
    size_t length = r->gap - r->before, digits = 0;

    if (gap[0] != '<' || gap[length - 1] != '>')
        return false;
    der->ptr = calloc(length / 2 + 1, 1);
    if (!der->ptr)
        abort();
    for (size_t i = 1; i + 1 < length; i++) {
        int digit = hex(gap[i]);
        if (digit < 0)
            return false;
        der->ptr[digits / 2] = (unsigned char)(der->ptr[digits / 2] << 4 | digit);
        digits++;
    }
    der->len = digits / 2;
    return true;
}

static struct bytes signed_bytes(struct bytes file, const struct range *r)
{
    struct bytes data = { malloc(r->before + r->after + 1), r->before + r->after };

    if (!data.ptr)
        abort();
    memcpy(data.ptr, file.ptr, r->before);
    memcpy(data.ptr + r->before, file.ptr + r->gap, r->after);
    return data;
}

static bool is_cms(const struct structure *s, qpdf_oh signature)
{
    qpdf_oh filter = get(s, signature, "/SubFilter");

    return qpdf_oh_is_name_and_equals(s->q, filter, "/adbe.pkcs7.detached") ||
           qpdf_oh_is_name_and_equals(s->q, filter, "/ETSI.CAdES.detached");
}

// A PDF may end with line breaks behind its last mark.
static bool is_end(struct bytes file, size_t at)
{
    while (at < file.len && (file.ptr[at] == '\n' || file.ptr[at] == '\r'))
        at++;
    return at == file.len;
}

static void judge(const struct structure *s, qpdf_oh signature, struct bytes file, struct verdict *v)
{
    struct range range;
    struct bytes der;

    if (qpdf_oh_is_name_and_equals(s->q, get(s, signature, "/SubFilter"), "/ETSI.RFC3161"))
        return; // a time stamp signs nothing for anybody
    if (!read_range(s, get(s, signature, "/ByteRange"), file.len, &range)) {
        signature_doubt(v, "range");
        return;
    }
    v->covers |= is_end(file, range.gap + range.after);
    if (!is_cms(s, signature) || !read_gap(file, &range, &der))
        signature_doubt(v, "format");
    else
        signature_judge(der, signed_bytes(file, &range), v);
}

static void walk_fields(struct structure *s, qpdf_oh fields, bool is_signature, int depth, struct bytes file,
                        struct verdict *v)
{
    int count = qpdf_oh_is_array(s->q, fields) ? qpdf_oh_get_array_n_items(s->q, fields) : 0;

    for (int i = 0; i < count && s->fields < LIMIT_PDF_FIELDS; i++, s->fields++) {
        qpdf_oh field = qpdf_oh_get_array_item(s->q, fields, i), value = get(s, field, "/V");
        bool here = is_signature || qpdf_oh_is_name_and_equals(s->q, get(s, field, "/FT"), "/Sig");
        if (here && qpdf_oh_is_dictionary(s->q, value))
            judge(s, value, file, v);
        else if (depth < FIELD_DEPTH)
            walk_fields(s, get(s, field, "/Kids"), here, depth + 1, file, v);
    }
}

void structure_signatures(struct structure *s, struct bytes file, FILE *out)
{
    struct verdict v = { 0, SIGNATURE_VALID, false, "", "", "" };

    walk_fields(s, get(s, get(s, qpdf_get_root(s->q), "/AcroForm"), "/Fields"), false, 0, file, &v);
    signature_answer(&v, "embedded", out);
}
