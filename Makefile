# nmemid: which VMDK is behind which NVDIMM.

SWIFT ?= swift
# One file that runs on a machine without Swift; of the static libraries only what is used.
RELEASE = -c release --static-swift-stdlib -Xlinker --gc-sections
SWIFT_FILES = Sources Tests Package.swift Fuzz/Sources Fuzz/Package.swift

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24

.PHONY: setup
setup: ## install what is missing to build and test, on Debian and Ubuntu
	@Scripts/setup.sh

.PHONY: build
build: setup ## build .build/release/nmemid
	$(SWIFT) build $(RELEASE) --product nmemid

.PHONY: demo
demo: build ## show the main job on a recorded bus
	@Scripts/demo.sh "$$($(SWIFT) build $(RELEASE) --show-bin-path)"

.PHONY: test
test: setup ## run all tests but those in virtual machines
	$(SWIFT) test

.PHONY: update-cases
update-cases: setup ## rewrite what the golden cases expect; read the diff before you commit it
	NMEMID_UPDATE_CASES=1 $(SWIFT) test --filter GoldenTests

.PHONY: test-vm
test-vm: build ## run the scenarios on real kernels in QEMU; fetches 180 MB the first time
	NMEMID="$$($(SWIFT) build $(RELEASE) --show-bin-path)/nmemid" Tests/VM/run.sh

.PHONY: record-buses
record-buses: ## record the mocked buses anew from real kernels in QEMU
	Tests/VM/record.sh

.PHONY: check-buses
check-buses: ## tell whether a recording no longer equals what the kernel gives
	Tests/VM/record.sh --check

.PHONY: fuzz
fuzz: setup ## fuzz the readers of files; TARGETS="csv json" FUZZ_SECONDS=300 JOBS=2
	@Fuzz/fuzz.sh $(TARGETS)

.PHONY: bench
bench: build ## measure the speed against other ways; writes Benchmarks/results.md (about four minutes)
	@Scripts/setup.sh gcc hyperfine jq mawk ndctl python3
	@Benchmarks/bench.sh "$$($(SWIFT) build $(RELEASE) --show-bin-path)" .build/bench

.PHONY: lint
lint: ## check the style of the sources and the scripts
	@Scripts/setup.sh shellcheck
	shellcheck Scripts/*.sh Sources/nmemid/Collect/*.sh Tests/Collect/*.sh Tests/Collect/bin/* \
		Tests/VM/*.sh Tests/VM/lab/*.sh Fuzz/*.sh Benchmarks/*.sh .ci/run
	$(SWIFT) format lint --strict --recursive $(SWIFT_FILES)

.PHONY: format
format: ## put the sources in style
	$(SWIFT) format --in-place --recursive $(SWIFT_FILES)

.PHONY: clean
clean: ## remove what was built
	rm -rf .build
