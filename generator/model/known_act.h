// SPDX-License-Identifier: MIT
// A well-known act: how it is rightly cited, how people get it wrong, and since
// when it is no longer in force. The dictionary is data (data/known-acts/*.yaml,
// shipped with the program): its rows are dated and name their source, and a
// site replaces a file by its own of the same name.
#ifndef MODEL_KNOWN_ACT_H
#define MODEL_KNOWN_ACT_H

#include "record/field.h"

struct known_act {
    struct part part;
    struct str id, title; // how the act is called in a message
    struct str number;    // in the right letters: «Р-145»
    struct date date;
    struct str kind;           // «распоряжение»
    struct list wrong_numbers; // of struct str: «145-р»
    struct list wrong_dates;   // of struct date_item
    struct list wrong_kinds;   // of struct str: beginnings of words, «постановлен»
    struct list near;          // of struct str: beginnings of words that stand by the act
    struct date repealed;      // the first day without force
    struct str replaced_by;    // what to cite now
    struct str source, note;
    struct date verified;
};

extern const struct record_type known_act_type;

#endif
