// SPDX-License-Identifier: MIT
// The filters that work on lists. A list is never changed: what comes out is a
// new one, or a view of the same items.
#ifndef TEMPLATE_FILTER_LIST_H
#define TEMPLATE_FILTER_LIST_H

#include "template/filter.h"

struct value filter_sort(const struct filter_input *in);
struct value filter_reverse(const struct filter_input *in);
struct value filter_group_by(const struct filter_input *in);
struct value filter_where(const struct filter_input *in);
struct value filter_reject(const struct filter_input *in);
struct value filter_limit(const struct filter_input *in);
struct value filter_first(const struct filter_input *in);
struct value filter_last(const struct filter_input *in);
struct value filter_join(const struct filter_input *in);

#endif
