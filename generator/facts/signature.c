// SPDX-License-Identifier: MIT
// The only file that includes OpenSSL's CMS. It says whether the signed bytes
// are those that were signed, and by whose certificate. Whether an accredited
// centre stands behind the certificate is not looked at: that takes the centres'
// lists of the day.
#define OPENSSL_SUPPRESS_DEPRECATED // engines: GOST is still one
#include "facts/examine.h"

#include <openssl/cms.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

void signature_start(void)
{
    ENGINE *gost;

    ENGINE_load_dynamic();
    gost = ENGINE_by_id("gost");
    if (gost && ENGINE_init(gost))
        ENGINE_set_default(gost, ENGINE_METHOD_ALL);
    ERR_clear_error();
}

// ---- reading ---------------------------------------------------------------------------

static CMS_ContentInfo *from_der(struct bytes b)
{
    BIO *in = BIO_new_mem_buf(b.ptr, (int)b.len);

    return d2i_CMS_bio(in, NULL);
}

static bool looks_like_pem(struct bytes b)
{
    return b.len > 11 && memcmp(b.ptr, "-----BEGIN ", 11) == 0;
}

// Base64 as it comes from crypto providers: in lines of any length, or in one.
static CMS_ContentInfo *from_base64(struct bytes b)
{
    EVP_ENCODE_CTX *context = EVP_ENCODE_CTX_new();
    struct bytes der = { malloc(b.len + 64), 0 };
    int length = 0, tail = 0;

    if (!context || !der.ptr)
        abort();
    EVP_DecodeInit(context);
    if (EVP_DecodeUpdate(context, der.ptr, &length, b.ptr, (int)b.len) < 0 ||
        EVP_DecodeFinal(context, der.ptr + length, &tail) < 0)
        return NULL;
    der.len = (size_t)length + (size_t)tail;
    return from_der(der);
}

// Whatever the label is: providers write CMS, PKCS7, SIGNATURE.
static CMS_ContentInfo *from_pem(struct bytes b)
{
    char *label, *header;
    struct bytes der;
    long length;

    if (PEM_read_bio(BIO_new_mem_buf(b.ptr, (int)b.len), &label, &header, &der.ptr, &length) != 1)
        return NULL;
    der.len = (size_t)length;
    return from_der(der);
}

static CMS_ContentInfo *read_cms(struct bytes b)
{
    if (looks_like_pem(b))
        return from_pem(b);
    return b.len && b.ptr[0] == 0x30 ? from_der(b) : from_base64(b);
}

// ---- who and when ------------------------------------------------------------------------

static void add_name(X509_NAME *subject, int nid, char *to, size_t size)
{
    int at = X509_NAME_get_index_by_NID(subject, nid, -1);
    unsigned char *text = NULL;

    if (at < 0 || ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at))) < 0)
        return;
    size_t length = strlen(to);
    snprintf(to + length, size - length, "%s%s", length ? " " : "", (const char *)text);
    OPENSSL_free(text);
}

// A certificate of an organisation names the person in surname and given name,
// and the organisation in the common name.
static void read_signer(X509 *certificate, char *to, size_t size)
{
    X509_NAME *subject = X509_get_subject_name(certificate);

    to[0] = '\0';
    add_name(subject, NID_surname, to, size);
    add_name(subject, NID_givenName, to, size);
    if (!to[0])
        add_name(subject, NID_commonName, to, size);
}

// Nothing for a year before 1900 or behind 2200: nastavnik would not believe it.
static void read_day(CMS_SignerInfo *signer, char day[16])
{
    int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    X509_ATTRIBUTE *attribute = at < 0 ? NULL : CMS_signed_get_attr(signer, at);
    ASN1_TYPE *value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : NULL;
    struct tm tm;

    day[0] = '\0';
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME) ||
        !ASN1_TIME_to_tm(value->value.asn1_string, &tm) || tm.tm_year < 0 || tm.tm_year > 300)
        return;
    snprintf(day, 16, "%04d-%02d-%02d", (tm.tm_year + 1900) % 10000, (tm.tm_mon + 1) % 100, tm.tm_mday % 100);
}

// ---- verdict -----------------------------------------------------------------------------

static void worsen(struct verdict *v, enum signature_state state, const char *reason)
{
    v->count++;
    if ((int)state > v->state || !*v->reason) {
        v->state = (int)state > v->state ? (int)state : v->state;
        v->reason = reason;
    }
}

void signature_doubt(struct verdict *v, const char *reason)
{
    worsen(v, SIGNATURE_UNVERIFIED, reason);
}

// Whether this machine knows the algorithms at all: GOST may not be installed.
static bool knows_algorithms(CMS_SignerInfo *signer, X509 *certificate)
{
    X509_ALGOR *digest = NULL;
    const ASN1_OBJECT *object;

    CMS_SignerInfo_get0_algs(signer, NULL, NULL, &digest, NULL);
    if (!digest || !X509_get0_pubkey(certificate))
        return false;
    X509_ALGOR_get0(&object, NULL, NULL, digest);
    return EVP_get_digestbyobj(object) != NULL;
}

// The signatures of a message, each with its certificate in it; NULL when one lacks it.
static STACK_OF(CMS_SignerInfo) * signers_of(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
    int count = signers ? sk_CMS_SignerInfo_num(signers) : 0;

    return count > 0 && CMS_set1_signers_certs(cms, NULL, 0) == count ? signers : NULL;
}

static void verify(CMS_ContentInfo *cms, struct bytes data, struct verdict *v)
{
    STACK_OF(CMS_SignerInfo) *signers = signers_of(cms);
    BIO *content = CMS_is_detached(cms) == 1 ? BIO_new_mem_buf(data.ptr, (int)data.len) : NULL;

    if (!signers) {
        signature_doubt(v, "certificate");
        return;
    }
    for (int i = 0; i < sk_CMS_SignerInfo_num(signers); i++) {
        CMS_SignerInfo *signer = sk_CMS_SignerInfo_value(signers, i);
        X509 *certificate = NULL;
        CMS_SignerInfo_get0_algs(signer, NULL, &certificate, NULL, NULL);
        read_signer(certificate, v->signer, sizeof v->signer);
        read_day(signer, v->day);
        if (!knows_algorithms(signer, certificate)) {
            signature_doubt(v, "algorithm");
            return;
        }
    }
    bool holds = CMS_verify(cms, NULL, NULL, content, NULL, CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1;
    worsen(v, holds ? SIGNATURE_VALID : SIGNATURE_INVALID, holds ? "" : "mismatch");
}

void signature_judge(struct bytes der, struct bytes data, struct verdict *v)
{
    CMS_ContentInfo *cms = from_der(der);

    if (cms && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed)
        verify(cms, data, v);
    else
        signature_doubt(v, "format");
}

void signature_answer(const struct verdict *v, const char *kind, FILE *out)
{
    static const char *const states[] = { "valid", "unverified", "invalid" };

    if (!v->count) {
        answer_text(out, "signature", "none", TEXT_LINE);
        return;
    }
    answer_text(out, "signature", kind, TEXT_LINE);
    answer_text(out, "verdict", states[v->state], TEXT_LINE);
    answer_text(out, "doubt", v->reason, TEXT_LINE);
    answer_flag(out, "covers", v->covers);
    answer_text(out, "signer", v->signer, TEXT_LINE);
    answer_text(out, "signed_on", v->day, TEXT_LINE);
}

// A signature may carry what it signs: then that has to be the document itself.
static bool carries(CMS_ContentInfo *cms, struct bytes document)
{
    ASN1_OCTET_STRING **content = CMS_get0_content(cms);

    return content && *content && (size_t)ASN1_STRING_length(*content) == document.len &&
           memcmp(ASN1_STRING_get0_data(*content), document.ptr, document.len) == 0;
}

void examine_signature(struct bytes signature, struct bytes document, FILE *out)
{
    struct verdict v = { 0, SIGNATURE_VALID, false, "", "", "" };
    CMS_ContentInfo *cms = read_cms(signature);
    bool opens = cms && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed;

    answer_flag(out, "opens", opens);
    if (!opens)
        return;
    if (CMS_is_detached(cms) != 1 && !carries(cms, document))
        worsen(&v, SIGNATURE_INVALID, "mismatch");
    else
        verify(cms, document, &v);
    v.covers = v.state == SIGNATURE_VALID;
    signature_answer(&v, "detached", out);
}
