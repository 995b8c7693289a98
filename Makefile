# nmemid: which VMDK is behind which NVDIMM.

SWIFT ?= swift
# One file that runs on a machine without Swift; of the static libraries only what is used. What the loader
# has to look up at each start is kept small: no symbols for others to bind to, no library for the few
# functions that unwind the stack.
STATIC = -c release --static-swift-stdlib --disable-local-rpath -Xlinker --gc-sections \
  -Xlinker --no-export-dynamic -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
# The runtime of C++, which Swift's needs, is linked in as well: it is found first in a folder where there
# is no other.
LIBSTDCXX = .build/libstdc++/libstdc++.a
RELEASE = $(STATIC) -Xswiftc -L$(CURDIR)/$(dir $(LIBSTDCXX))
# What `make build` leaves, and `make install` installs.
BINARY = .build/release/nmemid
PREFIX ?= /usr/local
SWIFT_FILES = Sources Tests Package.swift Fuzz/Sources Fuzz/Package.swift

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24

.PHONY: setup
setup: ## install what is missing to build and test, on Debian and Ubuntu
	@Scripts/setup.sh

.PHONY: build
build: setup $(LIBSTDCXX) ## build .build/release/nmemid
	$(SWIFT) build $(RELEASE) --product nmemid

$(LIBSTDCXX):
	@mkdir -p $(@D)
	@ln -s "$$($$(command -v clang || echo cc) -print-file-name=$(@F))" $@

$(BINARY):
	@$(MAKE) build

.PHONY: install
install: $(BINARY) ## install what was built, its man page and completions; PREFIX=/usr/local DESTDIR=
	@BINARY="$(BINARY)" PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" Packaging/install.sh install

.PHONY: uninstall
uninstall: ## take away what make install has put there
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" Packaging/install.sh uninstall

# What the packages hold: linked against the oldest libraries that nmemid is for.
PORTABLE = .build/portable/release/nmemid

.PHONY: portable
portable: setup ## build .build/portable/release/nmemid, which runs from Debian 11 and Ubuntu 20.04 on
	Packaging/build-portable.sh $(SWIFT) build $(STATIC) --product nmemid
	Packaging/check-libraries.sh $(PORTABLE)

.PHONY: deb
deb: portable ## make the Debian package of it, .build/packages/*.deb
	@Scripts/setup.sh dh:debhelper fakeroot
	@sysroot=$$(Packaging/sysroot.sh) && Packaging/deb.sh $(PORTABLE) "$$sysroot"

.PHONY: rpm
rpm: portable ## make the RPM package of it, .build/packages/*.rpm
	@Scripts/setup.sh rpmbuild:rpm
	@Packaging/rpm.sh $(PORTABLE)

.PHONY: tarball
tarball: portable ## make a tarball of it and what comes with it, .build/packages/*.tar.gz
	@Packaging/tarball.sh $(PORTABLE)

# What is published: both packages, the tarball, a list of what is in them (SPDX), and the checksums of all four.
DIST = .build/dist

.PHONY: release
release: ## make all that is published of a version, .build/dist
	@Scripts/setup.sh rpm2cpio cpio
	@Scripts/check-version.sh
	@[ -z "$$(git status --porcelain 2>&1)" ] || echo "release: this is not what is committed: nobody can repeat it" >&2
	@rm -rf $(DIST)
	@PACKAGES=$(DIST) $(MAKE) deb rpm tarball
	@PACKAGES=$(DIST) SWIFT="$(SWIFT)" Packaging/spdx.sh $(PORTABLE)
	@cd $(DIST) && sha256sum -- *.deb *.rpm *.tar.gz *.json >SHA256SUMS

.PHONY: test-release
test-release: ## make a release twice, in two folders, and compare them to the byte; slow
	Tests/Packaging/release.sh

.PHONY: demo
demo: build ## show the main job on a recorded bus
	@Scripts/demo.sh "$$($(SWIFT) build $(RELEASE) --show-bin-path)"

.PHONY: test
test: setup ## run all tests but those in virtual machines; installs Go the first time, for a simulated vCenter
	$(SWIFT) test
	Tests/Schema/run.sh "$$($(SWIFT) build --show-bin-path)/nmemid"
	Tests/VSphere/run.sh

.PHONY: test-vsphere
test-vsphere: ## run only the script for vCenter, against the tests' own server and govmomi's simulator
	Tests/VSphere/run.sh

.PHONY: test-install
test-install: build ## test what make install installs: the man page, and the completions in each shell
	@Scripts/setup.sh man:man-db mandoc fish zsh strip:binutils
	Tests/Packaging/man.sh $(BINARY)
	Tests/Packaging/completions.sh $(BINARY)
	Tests/Packaging/install.sh $(BINARY)

.PHONY: test-ansible
test-ansible: build ## run the playbooks of Examples/ansible against hosts in network namespaces; takes root
	Tests/Ansible/run.sh $(BINARY)

.PHONY: test-readme
test-readme: build ## run the commands of the README, and compare what they print with what stands there
	Tests/Readme/run.sh $(BINARY)

.PHONY: test-prometheus
test-prometheus: build ## let a real Prometheus alert on what nmemid publishes; installs it the first time
	Tests/Prometheus/run.sh $(BINARY)

.PHONY: test-package
test-package: ## make the packages, install them on bare systems, run and remove them; takes root
	@rm -rf .build/packages
	@$(MAKE) deb rpm
	@Scripts/setup.sh lintian debootstrap
	lintian --fail-on error,warning,info --display-info --allow-root .build/packages/*.deb
	Tests/Packaging/deb.sh .build/packages/*.deb $(PORTABLE)
	Tests/Packaging/rpm.sh .build/packages/*.rpm

.PHONY: update-cases
update-cases: setup ## rewrite what the golden cases expect; read the diff before you commit it
	NMEMID_UPDATE_CASES=1 $(SWIFT) test --filter GoldenTests

.PHONY: pictures
pictures: ## redraw the README's picture, from the golden case of the same graph
	@Scripts/setup.sh dot:graphviz
	dot -Tsvg Tests/Cases/map/dot-of-the-whole-chain/stdout > Documentation/chain.svg

.PHONY: test-vm
test-vm: build ## run the scenarios on real kernels in QEMU; fetches 180 MB the first time
	NMEMID="$$($(SWIFT) build $(RELEASE) --show-bin-path)/nmemid" Tests/VM/run.sh

.PHONY: test-vm-kernels
test-vm-kernels: build ## run the most important of them on the kernels of Debian 11 and 13; fetches 90 MB the first time
	NMEMID="$$($(SWIFT) build $(RELEASE) --show-bin-path)/nmemid" Tests/VM/kernels.sh

.PHONY: record-buses
record-buses: ## record the mocked buses again from real kernels in QEMU
	Tests/VM/record.sh

.PHONY: check-buses
check-buses: ## check whether a recording still equals what the kernel gives
	Tests/VM/record.sh --check

.PHONY: fuzz
fuzz: setup ## fuzz the readers of files; TARGETS="csv json" FUZZ_SECONDS=300 FUZZ_RUNS=3000 JOBS=2
	@Fuzz/fuzz.sh $(TARGETS)

RUNS ?= 100000
SECONDS ?= 600
EXAMPLES ?= 3
SIMULATE = -c release -Xswiftc -enable-testing --scratch-path .build/simulate

.PHONY: simulate
simulate: setup ## try made-up datacentres whose truth is known; RUNS=100000 SECONDS=600 SEED=1 SHOW=seed SAVE=folder CEILING=0
	$(SWIFT) build $(SIMULATE) --build-tests
	SIMULATE_RUNS="$(RUNS)" SIMULATE_SECONDS="$(SECONDS)" SIMULATE_JOBS="$(or $(JOBS),2)" SIMULATE_SHOW="$(SHOW)" \
		SIMULATE_SAVE="$(SAVE)" SIMULATE_CEILING="$(or $(CEILING),0)" SIMULATE_EXAMPLES="$(EXAMPLES)" SIMULATE_SEED="$(or $(SEED),$$(od -An -N5 -tu8 /dev/urandom | tr -d ' '))" \
		$(SWIFT) test $(SIMULATE) --skip-build --filter SimulatorTests

.PHONY: bench
bench: build ## measure the speed against other ways (ten minutes); ROWS="list to-*" ROUNDS=1
	@Scripts/setup.sh strip:binutils gcc hyperfine jq mawk ndctl python3
	@Benchmarks/bench.sh "$$($(SWIFT) build $(RELEASE) --show-bin-path)" .build/bench

.PHONY: lint
lint: ## check the style of the sources and the scripts
	@Scripts/setup.sh shellcheck
	shellcheck -x Scripts/*.sh Packaging/*.sh Packaging/udev/*.sh Sources/NmemidCLI/Collect/*.sh Tests/Collect/*.sh \
		Tests/Collect/bin/* Tests/Schema/*.sh Tests/VSphere/*.sh Tests/Ansible/*.sh Tests/Prometheus/*.sh \
		Tests/Packaging/*.sh Tests/Packaging/completions/*.bash Tests/Readme/*.sh \
		Tests/Readme/bin/* Examples/icinga/check_nmemid \
		Tests/VM/*.sh Tests/VM/lab/*.sh Fuzz/*.sh Benchmarks/*.sh .ci/run
	Scripts/check-imports.sh
	Scripts/check-version.sh
	@mkdir -p .build && Packaging/udev/rules.sh >.build/61-nmemid.rules
	@# Since version 254, udev says what is wrong with a rule.
	@! udevadm verify --help >/dev/null 2>&1 || udevadm verify .build/61-nmemid.rules
	$(SWIFT) format lint --strict --recursive $(SWIFT_FILES)

.PHONY: format
format: ## put the sources in style
	$(SWIFT) format --in-place --recursive $(SWIFT_FILES)

.PHONY: clean
clean: ## remove what was built
	rm -rf .build
