# nastavnik: a complete «Наставничество» section from YAML records and Markdown pages.
#
#   make            the program: build/nastavnik
#   make site       installs what is missing, builds, renders public/ from data/ and content/
#   make test       installs what the tests need and runs them all
#   make install    the program, its manual page and completions under PREFIX
#   make test-web   the pages in Chromium: behaviour, axe, HTML, weight (tests/README.md)
#   make bench-check  precision and recall of check over documents of many producers (tests/README.md)
#   make bench-documents  check over the documents of 340 schools
#   make bench      this program beside Hugo, cp -r and the floor (tests/bench/README.md)
#   make screenshots  pictures of the example in build/screenshots, and those of README.md
#   make lint, make fault, make edits, make fuzz, make mutation, make cover, make analyse, make docs, make format, make clean

ifeq ($(origin CC),default)
CC := gcc
endif
PREFIX  ?= /usr/local
FLAVOUR ?= release
PYTHON  ?= /usr/bin/python3 -B
OUT     := build/$(FLAVOUR)

LIBRARIES := libcmark yaml-0.1 libcjson libxxhash nettle libturbojpeg libexif libpng libwebpmux libzip
FACTS_LIBRARIES := poppler-glib libqpdf libzip expat libcrypto
DEBIAN      := gcc libc6-dev pkg-config libcmark-dev libyaml-dev libcjson-dev libxxhash-dev nettle-dev libssl-dev \
               libturbojpeg0-dev libexif-dev libpng-dev libwebp-dev libstemmer-dev \
               libpoppler-glib-dev libqpdf-dev libzip-dev libexpat1-dev
DEBIAN_TEST := clang clang-format libclang-rt-14-dev libgumbo-dev libcmocka-dev python3-jinja2 python3-jsonschema \
               python3-yaml python3-html5lib python3-reportlab python3-pil fonts-dejavu-core fonts-dejavu-extra \
               nodejs python3-stemmer strace unzip pmccabe mandoc poppler-utils qpdf locales \
               openssl libengine-gost-openssl cppcheck
DEBIAN_WEB  := chromium nodejs npm fonts-dejavu-core poppler-utils
DEBIAN_NU   := default-jre-headless
DEBIAN_COVER := gcovr
DEBIAN_ANALYSE := cppcheck clang-tidy devscripts
DEBIAN_PICTURES := chromium nodejs npm fonts-dejavu-core python3-pil
DEBIAN_BENCH := hugo jekyll nodejs npm python3-yaml
DEBIAN_CORPUS := libreoffice-writer-nogui libreoffice-calc-nogui ghostscript chromium python3-cairo

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes \
        -Wwrite-strings -Wvla -Wundef -Wno-missing-field-initializers -Werror
HARD := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
        -ftrivial-auto-var-init=zero -fno-strict-overflow -fPIE
FLAGS_release := -O2 -flto=auto $(HARD)
LINK_release  := -O2 -flto=auto -pie -Wl,-z,relro,-z,now,-z,noexecstack
FLAGS_debug   := -O0 -g
# gcc 12 with UBSan believes that every format may be null.
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer \
                 -Wno-format-truncation
LINK_asan     := -fsanitize=address,undefined
FLAGS_clang   := -O1 -Wno-gnu-folding-constant
FLAGS_cover   := -O0 -g --coverage
LINK_cover    := --coverage
FLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
                 -fno-omit-frame-pointer -Wno-gnu-folding-constant
LINK_fuzz     := -fsanitize=fuzzer,address,undefined

# Asked once, and only when something is compiled: pkg-config may not be there yet.
LIBRARY_FLAGS = $(eval LIBRARY_FLAGS := $$(shell pkg-config --cflags $(LIBRARIES)))$(LIBRARY_FLAGS)
LIBRARY_LINKS = $(eval LIBRARY_LINKS := $$(shell pkg-config --libs $(LIBRARIES)))$(LIBRARY_LINKS)
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -Igenerator $(WARN) $(FLAGS_$(FLAVOUR)) $(CFLAGS) $(LIBRARY_FLAGS) -pthread
LINK    = $(CC) $(LINK_$(FLAVOUR)) $(LDFLAGS)
LIBS    = $(LIBRARY_LINKS) -lstemmer -lm -pthread

SOURCES  := $(filter-out generator/tools/% generator/facts/%,$(wildcard generator/*/*.c))
OBJECTS  := $(SOURCES:generator/%.c=$(OUT)/%.o) $(OUT)/embedded.o
EMBEDDED := $(sort $(wildcard themes/fonts/*.css) $(shell find themes/default themes/kit data/requirements \
            data/calendar data/known-acts generator/cmd/init -type f))
UNIT     := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/test_*.c))

# The examiner of documents is a program of its own (generator/facts/main.c): as released
# for all tests that run it, since its memory is limited and no sanitizer lives with that.
FACTS_SOURCES := $(wildcard generator/facts/*.c)
FACTS_BUILD   := $(if $(filter fuzz clang,$(FLAVOUR)),$(FLAVOUR),release)
FACTS_FLAGS = $(eval FACTS_FLAGS := $$(shell pkg-config --cflags $(FACTS_LIBRARIES)))$(FACTS_FLAGS)
FACTS_LINKS = $(eval FACTS_LINKS := $$(shell pkg-config --libs $(FACTS_LIBRARIES)))$(FACTS_LINKS)

.PHONY: all
all: build/nastavnik build/nastavnik-facts

# Moved into place, because somebody may be running the old one.
build/nastavnik build/nastavnik-facts: build/%: $(OUT)/% build/flavour
	cp $< $@.new && mv $@.new $@

# Another flavour replaces the programs, however old its own are.
.PHONY: always
build/flavour: always
	@mkdir -p $(@D)
	@echo $(FLAVOUR) | cmp -s - $@ || echo $(FLAVOUR) >$@

$(OUT)/nastavnik-facts: $(FACTS_SOURCES:generator/%.c=$(OUT)/%.o)
	$(CC) $(LINK_$(FACTS_BUILD)) $(LDFLAGS) $^ $(FACTS_LINKS) -lm -o $@

$(OUT)/facts/%.o: generator/facts/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -Igenerator $(WARN) $(FLAGS_$(FACTS_BUILD)) $(CFLAGS) $(FACTS_FLAGS) -MMD -MP -c $< -o $@

$(OUT)/nastavnik: $(OUT)/main.o $(OBJECTS)
	$(LINK) $^ $(LIBS) -o $@

$(OUT)/%.o: generator/%.c
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c $< -o $@

$(OUT)/embedded.o: $(OUT)/embedded.c
	$(COMPILE) -c $< -o $@

$(OUT)/embedded.c: $(OUT)/embed $(EMBEDDED) Makefile
	$(OUT)/embed $(EMBEDDED) > $@.new && mv $@.new $@

$(OUT)/embed: generator/tools/embed.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 $(WARN) $< -o $@

# ---- the section and the tests, from a bare machine ------------------------------

.PHONY: site
site:
	@sh generator/tools/install.sh $(DEBIAN)
	@$(MAKE) --no-print-directory -s all
	build/nastavnik build

.PHONY: test
test:
	@sh generator/tools/install.sh $(DEBIAN) $(DEBIAN_TEST) $(DEBIAN_WEB)
	@$(MAKE) --no-print-directory -s -j2 all $(OUT)/fault/publish_driver $(OUT)/fault/no_memory.so build/web/installed
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=asan all-tests
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=clang CC=clang build/clang/nastavnik build/clang/nastavnik-facts
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=fuzz CC=clang fuzzers
	@$(PYTHON) tests/run.py

# The short form is a suite of `make test`, which says so when there is no Java for the Nu checker.
.PHONY: test-web
test-web:
	@sh generator/tools/install.sh $(DEBIAN) $(DEBIAN_WEB) $(DEBIAN_NU)
	@$(MAKE) --no-print-directory -s all build/web/installed
	node tests/web/run.mjs build/nastavnik $(NAMES)

build/web/installed: tests/web/package.json tests/web/package-lock.json
	@mkdir -p $(@D)
	cp $^ $(@D)
	cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent && touch $(@F)

.PHONY: all-tests
all-tests: $(OUT)/nastavnik $(OUT)/nastavnik-facts $(UNIT) $(OUT)/template/render

$(OUT)/fault/publish_driver: tests/fault/publish_driver.c $(OBJECTS)
	@mkdir -p $(@D)
	$(COMPILE) $< $(OBJECTS) $(LINK_$(FLAVOUR)) $(LIBS) -o $@

$(OUT)/fault/no_memory.so: tests/fault/no_memory.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O1 $(WARN) -shared -fPIC $< -o $@

$(OUT)/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(COMPILE) -Itests/unit -MMD -MP $< $(OBJECTS) $(LINK_$(FLAVOUR)) $(LIBS) -lcmocka -o $@

$(OUT)/template/render: tests/template/render.c $(OBJECTS)
	@mkdir -p $(@D)
	$(COMPILE) $< $(OBJECTS) $(LINK_$(FLAVOUR)) $(LIBS) -o $@

.PHONY: unit
unit: $(UNIT)
	@for t in $(UNIT); do $$t || exit 1; done

# STEP=1 kills and fails at every system call; the tests take some.
.PHONY: fault
fault: build/release/fault/publish_driver build/release/fault/no_memory.so build/nastavnik build/nastavnik-facts
	cd tests/fault && $(PYTHON) kill.py $(abspath $<) $(or $(STEP),1)
	cd tests/fault && $(PYTHON) errors.py $(abspath $<) $(or $(STEP),1)
	cd tests/fault && $(PYTHON) kill_build.py $(abspath build/nastavnik) $(or $(STEP),1)
	cd tests/fault && $(PYTHON) errors_build.py $(abspath build/nastavnik) $(or $(STEP),1)
	cd tests/fault && $(PYTHON) memory.py $(abspath build/nastavnik build/release/fault/no_memory.so) $(or $(STEP),1)

# Each target runs for TIME seconds; what it finds stays in build/fuzz (tests/README.md).
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,$(OUT)/fuzz_%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_OBJECTS := $(OBJECTS) $(patsubst generator/%.c,$(OUT)/%.o,$(filter-out %/main.c,$(FACTS_SOURCES))) \
                $(OUT)/tests/encode.o

$(OUT)/tests/%.o: tests/fuzz/%.c
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c $< -o $@

$(OUT)/fuzz_%: $(OUT)/tests/fuzz_%.o $(FUZZ_OBJECTS)
	$(LINK) $^ $(LIBS) $(FACTS_LINKS) -lgumbo -o $@

.PHONY: fuzzers
fuzzers: $(FUZZERS)

.PHONY: fuzz
fuzz:
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=fuzz CC=clang fuzzers
	@$(PYTHON) tests/fuzz/run.py $(or $(TIME),60) $(NAMES)

# What is built step by step is what is built at once: N random edits (120 in the tests), killed now and then.
.PHONY: edits
edits: build/nastavnik build/nastavnik-facts
	$(PYTHON) tests/site/edits.py build/nastavnik $(or $(N),500) $(or $(SEED),1)

# Disables every rule in turn, on a copy: a rule that no test misses is not held.
.PHONY: mutation
mutation:
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=debug build/debug/nastavnik build/debug/nastavnik-facts
	@$(PYTHON) tests/mutation/run.py $(NAMES)

# Which branches the suites take, NAMES: only these, added to what was counted before.
.PHONY: cover
cover:
	@sh generator/tools/install.sh $(DEBIAN) $(DEBIAN_TEST) $(DEBIAN_COVER)
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=cover all-tests
	@$(PYTHON) tests/cover/run.py $(NAMES)

# What cppcheck, gcc -fanalyzer, clang-tidy and hardening-check say; NAMES: only one of them.
.PHONY: analyse
analyse:
	@sh generator/tools/install.sh $(DEBIAN) $(DEBIAN_ANALYSE)
	@$(MAKE) --no-print-directory -s all
	@$(PYTHON) tests/analyse/run.py $(NAMES)

# Parsing and writing alone, to compare with (tests/bench/floor.c).
build/bench-floor: tests/bench/floor.c
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $(LDFLAGS) $(LIBRARY_LINKS)

build/bench-eleventy/installed: tests/bench/package.json tests/bench/package-lock.json
	@mkdir -p $(@D)
	cp $^ $(@D)
	cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent && touch $(@F)

# What cannot be installed is left out of the tables, and they say so.
.PHONY: bench
bench:
	-@sh generator/tools/install.sh $(DEBIAN) $(DEBIAN_BENCH)
	@$(MAKE) --no-print-directory -s build/nastavnik build/bench-floor
	-@$(MAKE) --no-print-directory -s build/bench-eleventy/installed
	$(PYTHON) tests/bench/bench.py $(if $(DATASET),--dataset $(DATASET)) $(if $(HUGO_SITE),--hugo-site $(HUGO_SITE)) \
	    $(if $(SCHOOLS),--schools $(SCHOOLS)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
	    $(if $(WITHOUT),--without $(WITHOUT))

# How long check takes over the documents of 340 schools, for the first time and again.
.PHONY: bench-documents
bench-documents:
	@sh generator/tools/install.sh $(DEBIAN) python3-reportlab python3-pil fonts-dejavu-core
	@$(MAKE) --no-print-directory -s all
	$(PYTHON) tests/bench/documents.py $(if $(SCHOOLS),--schools $(SCHOOLS)) $(if $(ROUNDS),--rounds $(ROUNDS))

# Not among the tests: LibreOffice and Chromium are large. Without them, the documents of the
# producers that are there: python3 tests/corpus/bench_check.py
.PHONY: bench-check
bench-check:
	@sh generator/tools/install.sh $(DEBIAN) $(DEBIAN_TEST) $(DEBIAN_CORPUS)
	@$(MAKE) --no-print-directory -s all
	@$(PYTHON) tests/corpus/bench_check.py build/nastavnik

.PHONY: lint
lint: build/nastavnik build/nastavnik-facts
	@sh tests/lint/run.sh

.PHONY: format
format:
	clang-format -i generator/*.c generator/*/*.[ch] tests/*/*.[ch]

# ---- what readers get ----------------------------------------------------------------

.PHONY: docs
docs: build/nastavnik
	build/nastavnik schema --markdown > docs/records.md
	build/nastavnik explain --markdown > docs/codes.md
	build/nastavnik --limits --markdown > docs/limits.md
	build/nastavnik schema --theme > themes/README.md

# Everything that take.mjs knows, to be looked at; docs/*.png are made of some of it.
.PHONY: screenshots
screenshots:
	@sh generator/tools/install.sh $(DEBIAN) $(DEBIAN_PICTURES)
	@$(MAKE) --no-print-directory -s all build/web/installed
	@mkdir -p build/screenshots
	build/nastavnik build --quiet --out build/screenshots/site
	node tests/screenshots/take.mjs build/screenshots/site build/screenshots
	$(PYTHON) tests/screenshots/show.py build/screenshots docs

.PHONY: install
install: build/nastavnik build/nastavnik-facts
	install -Dm755 build/nastavnik $(DESTDIR)$(PREFIX)/bin/nastavnik
	install -Dm755 build/nastavnik-facts $(DESTDIR)$(PREFIX)/libexec/nastavnik/nastavnik-facts
	install -Dm644 generator/nastavnik.1 $(DESTDIR)$(PREFIX)/share/man/man1/nastavnik.1
	install -Dm644 generator/completions/nastavnik.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/nastavnik
	install -Dm644 generator/completions/_nastavnik $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_nastavnik
	install -Dm644 generator/completions/nastavnik.fish \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/nastavnik.fish

.PHONY: clean
clean:
	rm -rf build

-include $(wildcard $(OUT)/*.d $(OUT)/*/*.d)
