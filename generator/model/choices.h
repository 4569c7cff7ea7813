// SPDX-License-Identifier: MIT
// The lists of permitted words, each in one place. Keys are stable (CSS
// classes, manifest, schema); labels are what people read.
#ifndef MODEL_CHOICES_H
#define MODEL_CHOICES_H

#include "record/field.h"

enum level { LEVEL_NONE, LEVEL_SCHOOL, LEVEL_MUNICIPALITY, LEVEL_REGION };

enum org_kind {
    KIND_NONE,
    KIND_SCHOOL,
    KIND_KINDERGARTEN,
    KIND_EXTRA,
    KIND_COLLEGE,
    KIND_AUTHORITY,
    KIND_METHODICAL_CENTRE,
    KIND_OPERATOR,
};

enum scope { SCOPE_NONE, SCOPE_FEDERAL, SCOPE_REGIONAL, SCOPE_MUNICIPAL, SCOPE_LOCAL };

enum act_kind {
    ACT_NONE,
    ACT_ORDER,
    ACT_DIRECTIVE,
    ACT_LAW,
    ACT_REGULATION,
    ACT_ROADMAP,
    ACT_PROGRAMME,
    ACT_PROTOCOL,
    ACT_REGISTER,
    ACT_REPORT,
    ACT_LETTER,
    ACT_AGREEMENT,
    ACT_GUIDELINE,
    ACT_OTHER,
};

enum board { BOARD_NONE, BOARD_MENTORS, BOARD_YOUNG_TEACHERS };

enum role { ROLE_NONE, ROLE_MENTOR, ROLE_MENTEE, ROLE_CURATOR, ROLE_COORDINATOR, ROLE_METHODIST, ROLE_OTHER };

enum signer { SIGNER_NONE, SIGNER_SELF, SIGNER_PARENT };

enum programme_status {
    PROGRAMME_NONE,
    PROGRAMME_PLANNED,
    PROGRAMME_RUNNING,
    PROGRAMME_DONE,
    PROGRAMME_STOPPED
};

enum step_status { STEP_NONE, STEP_PLANNED, STEP_RUNNING, STEP_DONE, STEP_CANCELLED };

enum must { MUST_NONE, MUST_REQUIRED, MUST_RECOMMENDED, MUST_OPTIONAL, MUST_HELD };

extern const struct choices font_choices, level_choices, org_kind_choices, act_kind_choices, scope_choices,
    form_choices, pair_kind_choices, board_choices, role_choices, category_choices, personal_choices,
    signer_choices, programme_status_choices, step_status_choices, must_choices, roadmap_kind_choices;

#endif
