# Everything runs on a JDK 25 that bin/jdk finds. JAVA_HOME need not be set.

.DEFAULT_GOAL := help
.PHONY: help run token dlq dlq-show dlq-export dlq-delete redrive faults faults-mutants bench cost test unit format clean clean-local

MAVEN := bin/maven --batch-mode --no-transfer-progress
LOCAL_DIR ?= .local

# The modules that make run needs, and those of all tools.
RUNNER := tools/local-stack/runner
DEADLETTERS := tools/dead-letters
FAULT_SUITE := tools/fault-suite
BENCH := tools/benchmarks/bench
COST := tools/benchmarks/cost
FUNCTIONS := PostMessageFunction GetMessageFunction ProcessMessageFunction

comma := ,
empty :=
space := $(empty) $(empty)
list = $(subst $(space),$(comma),$(strip $(1)))

# A file that says that modules are built as their sources were when the build began. An edit during the build, or a
# build that fails, leads to another one.
BUILT_RUN := target/built-run
BUILT_DEADLETTERS := target/built-dead-letters
BUILT_ALL := target/built-all

# Runs Maven and then makes the file $(1).
build = mkdir -p target && rm -f $(1) && touch target/begun && $(MAVEN) $(2) && mv target/begun $(1)

# Runs the main class $(3) of the module $(1) with the JVM options $(2).
java = exec bin/jdk java $(2) -cp "$(1)/target/classes:$$(cat $(1)/target/classpath)" $(3)

# On the queues of make run, or on those of the AWS stack that STACK names.
deadletters = $(if $(filter command line environment,$(origin STACK)),,[ -f "$(LOCAL_DIR)/env" ] || \
	{ echo 'There is no local stack: start make run, or name a stack on AWS with STACK=...' >&2; exit 1; }; \
	. "$$(cd "$(LOCAL_DIR)" && pwd)/env";) \
	$(call java,$(DEADLETTERS),-Xmx256m -XX:+UseSerialGC,ordermessage.deadletters.Main $(1))

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'
	@echo 'make run takes PORT, SQS_PORT, DYNAMODB_PORT, S3_PORT, BIND (the address of the engines), LOCAL_DIR, CONCURRENCY,'
	@echo 'DYNAMODB_COMMAND, and PARAMETERS ("Name=value Name=value" for the template), as in: make run PORT=3001'
	@echo 'make dlq..., redrive take MESSAGE_ID, COMPANY_ID, REASON, and STACK for a stack on AWS.'
	@echo 'make faults takes SEED, MESSAGES, FAULTS and BACKLOG.'
	@echo 'make bench takes ROUNDS, ENGINE_LATENCY (10ms), PARTS (starts warm batches pipeline, or profile), and'
	@echo 'POST_COMMAND, GET_COMMAND, PROCESS_COMMAND: a program that speaks the Runtime API, to compare with.'
	@echo 'make cost takes RATE, SIZE, READS (of a message), and of the stack MEMORY, BATCHING_WINDOW, LONGEST_BODY,'
	@echo 'SYSTEM_LOG (INFO or WARN) and TRACING (Active or PassThrough).'

run: $(BUILT_RUN) ## Run the whole pipeline on this machine, until Ctrl-C
	@$(call java,$(RUNNER),-Xmx256m -XX:+UseSerialGC,ordermessage.local.Main)

token: ## Print a token of the company COMPANY_ID (or of the sample's company) for the API of make run
	@[ -e $(RUNNER)/target/classpath ] || $(MAKE) --no-print-directory $(BUILT_RUN) >&2
	@$(call java,$(RUNNER),-XX:TieredStopAtLevel=1 -XX:+UseSerialGC,ordermessage.local.TokenMain)

dlq: $(BUILT_DEADLETTERS) ## List the dead-letter queue: reason, company, id, age, size
	@$(call deadletters,list)

dlq-show: $(BUILT_DEADLETTERS) ## Show dead letters with their bodies: MESSAGE_ID=...
	@$(call deadletters,show)

dlq-export: $(BUILT_DEADLETTERS) ## Write dead letters to files: DIR=...
	@$(call deadletters,export)

dlq-delete: $(BUILT_DEADLETTERS) ## Delete dead letters for good: MESSAGE_ID=...
	@$(call deadletters,delete)

redrive: $(BUILT_DEADLETTERS) ## Send dead letters back to the queue: all, or those of MESSAGE_ID, COMPANY_ID or REASON
	@$(call deadletters,redrive)

faults: $(BUILT_ALL) ## Prove that nothing is lost: messages under faults, then an audit (several minutes)
	@$(call java,$(FAULT_SUITE),-Xmx1g -XX:+UseSerialGC,ordermessage.faults.Main run)

faults-mutants: $(BUILT_ALL) ## Break the code on purpose, and check that the fault suite notices each time
	@$(call java,$(FAULT_SUITE),-Xmx1g -XX:+UseSerialGC,ordermessage.faults.Main mutants)

bench: $(BUILT_ALL) ## Measure everything, side by side with bare handlers and calls; writes docs/benchmarks
	@$(call java,$(BENCH),-Xmx512m,ordermessage.bench.Main)

cost: $(BUILT_ALL) ## Calculate what it costs on AWS, and what limits it, at RATE messages a second of SIZE bytes
	@bin/jdk java -XX:TieredStopAtLevel=1 -cp $(COST)/target/classes ordermessage.cost.Main

test: ## Compile, check the format and run every test
	@$(call build,$(BUILT_ALL),--threads 2 verify) && touch $(BUILT_RUN) $(BUILT_DEADLETTERS)

unit: ## Run the tests that start no engine and no process
	@$(MAVEN) --quiet test -DexcludedGroups='processes | artifacts'

format: ## Format the Java sources
	@$(MAVEN) --quiet spotless:apply

clean: ## Delete what was built
	@$(MAVEN) --quiet clean

clean-local: ## Delete the messages, queues, logs and keys of make run (in LOCAL_DIR)
	@rm -rf "$(LOCAL_DIR)"

# With the folders below src, because nothing else shows that a file was deleted.
sources = $(shell find pom.xml schemas events $(1) -name target -prune -o -path '*/src/test' -prune -o \
	\( -path '*/src/*' -o -path 'schemas*' -o -path 'events*' -o -name pom.xml \) -print)

$(BUILT_RUN): $(call sources,$(FUNCTIONS) libraries tools/local-stack)
	@echo 'Building (the first time, Maven downloads the libraries and the engines) ...'
	@$(call build,$@,--quiet -pl $(call list,$(RUNNER) $(FUNCTIONS)) -am package -Dmaven.test.skip=true)

$(BUILT_DEADLETTERS): $(call sources,libraries/message-domain $(DEADLETTERS))
	@$(call build,$@,--quiet -pl $(DEADLETTERS) -am package -Dmaven.test.skip=true)

$(BUILT_ALL): $(call sources,$(FUNCTIONS) libraries tools)
	@echo 'Building (the first time, Maven downloads the libraries and the engines) ...'
	@$(call build,$@,--quiet package -Dmaven.test.skip=true)
	@touch $(BUILT_RUN) $(BUILT_DEADLETTERS)

# For sam build: BuildMethod makefile calls build-<logical id of the function>, which is also the folder of its module.
build-%:
	@: $${ARTIFACTS_DIR:?is not set: it says where the artifact goes. sam build sets it}
	@rm -f $(BUILT_RUN) $(BUILT_DEADLETTERS) $(BUILT_ALL)
	@$(MAVEN) --quiet -pl $* -am package -Dmaven.test.skip=true
	@cp -R $*/target/artifact/. "$$ARTIFACTS_DIR"
