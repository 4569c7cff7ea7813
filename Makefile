# nastavnik: a complete «Наставничество» section from YAML records and Markdown pages.
#
#   make          the program, build/nastavnik
#   make site     installs what is missing, builds, renders public/ from data/ and content/
#   make test     installs what tests need and runs them all
#   make help     every target

CC      ?= gcc
PREFIX  ?= /usr/local
FLAVOUR ?= release
OUT     := build/$(FLAVOUR)
PACKAGES := libcmark yaml-0.1 libcjson libxxhash libcrypto libturbojpeg libexif libpng libwebpmux libwebp

WARN  := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes \
         -Wwrite-strings -Wvla -Wundef -Wno-missing-field-initializers -Werror
HARD  := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -fPIE
FLAGS_release := -O2 $(HARD)
LINK_release  := -pie -Wl,-z,relro,-z,now,-z,noexecstack
FLAGS_debug   := -O0 -g
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINK_asan     := -fsanitize=address,undefined
FLAGS_cover   := -O0 -g --coverage
LINK_cover    := --coverage

CFLAGS_ALL = -std=c11 -D_GNU_SOURCE -Igenerator $(WARN) $(FLAGS_$(FLAVOUR)) $(CFLAGS) \
             $(shell pkg-config --cflags $(PACKAGES)) -pthread
LIBS       = $(LINK_$(FLAVOUR)) $(LDFLAGS) $(shell pkg-config --libs $(PACKAGES)) -lm -pthread

SOURCES  := $(filter-out generator/tools/%,$(wildcard generator/*/*.c))
OBJECTS  := $(SOURCES:generator/%.c=$(OUT)/%.o) $(OUT)/embedded.o
EMBEDDED := $(sort $(shell find themes/default data/requirements generator/cmd/init -type f 2>/dev/null))
UNIT     := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all
all: build/nastavnik

build/nastavnik: $(OUT)/nastavnik
	cp $< $@

$(OUT)/nastavnik: $(OUT)/main.o $(OBJECTS)
	$(CC) $^ $(LIBS) -o $@

$(OUT)/%.o: generator/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

$(OUT)/embedded.o: $(OUT)/embedded.c
	$(CC) $(CFLAGS_ALL) -c $< -o $@

$(OUT)/embedded.c: $(OUT)/embed $(EMBEDDED)
	$(OUT)/embed $(EMBEDDED) > $@.new && mv $@.new $@

$(OUT)/embed: generator/tools/embed.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 $(WARN) $< -o $@

$(OUT)/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -Itests/unit -MMD -MP $< $(OBJECTS) $(LIBS) -lcmocka -o $@

.PHONY: unit
unit: $(UNIT)
	@for t in $(UNIT); do $$t || exit 1; done

.PHONY: clean
clean:
	rm -rf build

-include $(wildcard $(OUT)/*.d $(OUT)/*/*.d)
