# Everything runs on a JDK 25 that bin/jdk finds. JAVA_HOME need not be set.

.DEFAULT_GOAL := help
.PHONY: help run alarms token smoke companies company-add company-rotate company-retire company-lock company-unlock company-remove \
	dlq dlq-show dlq-export dlq-delete redrive audit rebuild-index erase faults faults-mutants faults-alarms fuzz hostile bench bench-console \
	tune variants cost dashboard test random-order nightly unit pictures reproducible sbom openapi-lint deploy-check scan sam-check format clean clean-local

MAVEN := bin/maven --batch-mode --no-transfer-progress
LOCAL_DIR ?= .local
REDOCLY_VERSION := 2.77.0

# The modules that make run needs, and those of all tools.
RUNNER := tools/local-stack/runner
DEADLETTERS := tools/dead-letters
STORES := tools/stores
COMPANIES := tools/companies
SMOKE := tools/smoke
FAULT_SUITE := tools/fault-suite
FUZZ := tools/fuzz
HOSTILE := tools/hostile
BENCH := tools/benchmarks/bench
COST := tools/benchmarks/cost
DASHBOARD := tools/dashboard-picture
FUNCTIONS := PostMessageFunction GetMessageFunction ListMessagesFunction ProcessMessageFunction
# They run on AWS only.
SMOKE_FUNCTION := SmokeCheckFunction
DEPLOYMENT_FUNCTION := DeploymentCheckFunction

comma := ,
empty :=
space := $(empty) $(empty)
list = $(subst $(space),$(comma),$(strip $(1)))

# A file that says that modules are built as their sources were when the build began. An edit during the build, or a
# build that fails, leads to another one.
BUILT_RUN := target/built-run
BUILT_DEADLETTERS := target/built-dead-letters
BUILT_STORES := target/built-stores
BUILT_COMPANIES := target/built-companies
BUILT_SMOKE := target/built-smoke
BUILT_FUZZ := target/built-fuzz
BUILT_ALL := target/built-all

# Runs Maven and then makes the file $(1).
build = mkdir -p target && rm -f $(1) && touch target/begun && $(MAVEN) $(2) && mv target/begun $(1)

# Runs the main class $(3) of the module $(1) with the JVM options $(2).
java = exec bin/jdk java $(2) -cp "$(1)/target/classes:$$(cat $(1)/target/classpath)" $(3)

# Whether a variable was given, as an argument or in the environment.
is_given = $(filter command line environment,$(origin $(1)))

# Reads the variables of the stack of make run, unless a variable names another stack.
local_variables = [ -f "$(LOCAL_DIR)/env" ] || \
	{ echo 'There is no local stack: start make run, or name a stack on AWS with STACK=...' >&2; exit 1; }; \
	. "$$(cd "$(LOCAL_DIR)" && pwd)/env";

# Runs the main class $(3) of the module $(1) with the maximum heap size $(2), on the stack of make run, or on the AWS stack
# that STACK names.
on_stack = $(if $(call is_given,STACK),,$(local_variables)) $(call java,$(1),-Xmx$(2) -XX:+UseSerialGC,$(3))
deadletters = $(call on_stack,$(DEADLETTERS),256m,ordermessage.deadletters.Main $(1))
stores = $(call on_stack,$(STORES),512m,ordermessage.stores.Main $(1))
companies = $(call on_stack,$(COMPANIES),256m,ordermessage.companies.Main $(1))

# The JVM options of make run, which make bench and make bench-console measure.
RUN_OPTIONS := -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1

# Prints a token for make run, and nothing else.
token = $(call java,$(RUNNER),-XX:TieredStopAtLevel=1 -XX:+UseSerialGC,ordermessage.local.TokenMain)

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'
	@echo 'make run takes PORT, SQS_PORT, DYNAMODB_PORT, S3_PORT, COGNITO_PORT, DOCS_PORT, CONSOLE_PORT, BIND (the address of the'
	@echo 'engines), LOCAL_DIR, CONCURRENCY, DYNAMODB_COMMAND, LOG_FORMAT (text or json), and PARAMETERS ("Name=value Name=value"'
	@echo 'for the template), as in: make run PORT=3001'
	@echo 'NO_COLOR=1 or TERM=dumb turn its colours off.'
	@echo 'make token takes COMPANY_ID, and ACCESS as make company-add.'
	@echo 'make companies, company-... take STACK for a stack on AWS. COMPANY_ID is the UUID of the company, NAME a name of the app'
	@echo 'client (unique within the company), ACCESS read-write (the default), read or write, and CLIENT the id of the app client,'
	@echo 'which make companies shows.'
	@echo 'make smoke takes STACK, or URL and TOKEN_URL; CLIENT_ID and CLIENT_SECRET, or TOKEN, from the environment; SECONDS_AT_MOST (120).'
	@echo 'make dlq..., redrive take MESSAGE_ID, COMPANY_ID, REASON, and STACK for a stack on AWS. make dlq-export takes DIR.'
	@echo 'make audit, rebuild-index take RATE (messages a second; 200), FROM (a key, to continue), MARGIN (seconds; an object'
	@echo 'without an entry is judged from this age on; 900), TABLE and STACK; make audit takes SAMPLE (one message in that number).'
	@echo 'make erase takes COMPANY_ID, MESSAGE_ID, CONFIRM=yes and STACK.'
	@echo 'These and make alarms take LOCAL_DIR if make run has another one than .local.'
	@echo 'make random-order takes SEED. make faults takes SEED, MESSAGES (at least 20), FAULTS and BACKLOG; make faults-mutants takes MUTANT (a part of its description).'
	@echo 'make fuzz takes MINUTES (10), and make hostile takes ROUNDS (1).'
	@echo 'make bench takes ROUNDS, ENGINE_LATENCY (10ms), CPU_QUOTA (on or off), PARTS (starts warm batches pipeline, or one of profile, memory, local),'
	@echo 'BENCH_OUTPUT (the folder of the results; docs/benchmarks), and POST_COMMAND, GET_COMMAND, PROCESS_COMMAND: a program that speaks the'
	@echo 'Runtime API, to compare with.'
	@echo 'make bench-console takes ROUNDS (pairs of turns, without the page and with it; 3), MESSAGES (of each turn; 10000) and BENCH_OUTPUT.'
	@echo 'make tune takes LATENCY (the p99 to reach; 100ms), ONLY (some of post get list process), MEMORY_SIZES (in MB), STARTS, ENGINE_LATENCY'
	@echo 'and BENCH_OUTPUT.'
	@echo 'make variants takes ONLY, VARIANTS (some of default all_compilers g1 parallel passes_200 passes_800 one_arena two_arenas trim'
	@echo 'class_archive warnings_alone crt url_connection), STARTS (9), REQUESTS (of each start; 1000), ENGINE_LATENCY (1ms) and BENCH_OUTPUT.'
	@echo 'make cost takes RATE, SIZE, READS and LISTS (of a message), and of the stack MEMORY, BATCHING_WINDOW, LONGEST_BODY,'
	@echo 'SYSTEM_LOG (INFO or WARN) and TRACING (Active or PassThrough).'
	@echo 'make sam-check takes ENGINES_ADDRESS (the address of this machine that a container can reach; 172.17.0.1).'

run: $(BUILT_RUN) ## Run the whole pipeline on this machine, until Ctrl-C
	@$(call java,$(RUNNER),$(RUN_OPTIONS),ordermessage.local.Main)

token: ## Print a token of the company COMPANY_ID (or of the sample's company) for make run, without an app client
	@[ -e $(RUNNER)/target/classpath ] || $(MAKE) --no-print-directory $(BUILT_RUN) >&2
	@$(token)

alarms: ## Show the state of the alarms of make run
	@[ -e $(RUNNER)/target/classpath ] || $(MAKE) --no-print-directory $(BUILT_RUN) >&2
	@$(call java,$(RUNNER),-XX:TieredStopAtLevel=1 -XX:+UseSerialGC,ordermessage.local.AlarmsMain)

# Without an app client, the check of make run has a token as make token prints it, so that no app client must be removed.
smoke: $(BUILT_SMOKE) ## Send a message as a company does, read it back, find it in the list: of make run, or STACK=... or URL=...
	@$(if $(filter command line,$(origin CLIENT_SECRET)),echo 'CLIENT_SECRET must be a variable of the environment: every user of \
	this machine can see arguments' >&2; exit 1;) \
	$(if $(call is_given,STACK)$(call is_given,URL),,$(local_variables) \
	[ -n "$$CLIENT_ID" ] || { TOKEN=$$($(token)) && export TOKEN; } || exit 1;) \
	$(call java,$(SMOKE),-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1,ordermessage.smokecommand.Main)

companies: $(BUILT_COMPANIES) ## List the app clients of the companies: access, number of secrets
	@$(call companies,list)

company-add: $(BUILT_COMPANIES) ## Add an app client of a company, and print its secret: COMPANY_ID=... NAME=... [ACCESS=read]
	@$(call companies,add)

company-rotate: $(BUILT_COMPANIES) ## Print a second secret of an app client: CLIENT=...
	@$(call companies,rotate)

company-retire: $(BUILT_COMPANIES) ## Delete the older one of two secrets: CLIENT=...
	@$(call companies,retire)

company-lock: $(BUILT_COMPANIES) ## Lock an app client out: CLIENT=...
	@$(call companies,lock)

company-unlock: $(BUILT_COMPANIES) ## Let a locked app client in again, with a new secret: CLIENT=... [ACCESS=read]
	@$(call companies,unlock)

company-remove: $(BUILT_COMPANIES) ## Delete an app client for good: CLIENT=...
	@$(call companies,remove)

dlq: $(BUILT_DEADLETTERS) ## List the dead-letter queue: reason, company, id, age, size
	@$(call deadletters,list)

dlq-show: $(BUILT_DEADLETTERS) ## Show dead letters with their bodies: MESSAGE_ID=..., COMPANY_ID=... or REASON=...
	@$(call deadletters,show)

dlq-export: $(BUILT_DEADLETTERS) ## Write dead letters to files: DIR=..., all or those of MESSAGE_ID, COMPANY_ID or REASON
	@$(call deadletters,export)

dlq-delete: $(BUILT_DEADLETTERS) ## Delete dead letters for good: MESSAGE_ID=..., COMPANY_ID=... or REASON=...
	@$(call deadletters,delete)

redrive: $(BUILT_DEADLETTERS) ## Send dead letters back to the queue: all, or those of MESSAGE_ID, COMPANY_ID or REASON
	@$(call deadletters,redrive)

audit: $(BUILT_STORES) ## Compare the bucket with the table: each object has its entry, and each entry its object
	@$(call stores,audit)

rebuild-index: $(BUILT_STORES) ## Write the entries that the table lacks, from the bucket
	@$(call stores,rebuild-index)

erase: $(BUILT_STORES) ## Erase a message for good: COMPANY_ID=... MESSAGE_ID=..., which shows what there is, then CONFIRM=yes
	@$(call stores,erase)

faults: $(BUILT_ALL) ## Prove that nothing is lost: messages under faults, then an audit (several minutes)
	@$(call java,$(FAULT_SUITE),-Xmx1g -XX:+UseSerialGC,ordermessage.faults.Main run)

faults-mutants: $(BUILT_ALL) ## Break the code on purpose, and check that the fault suite notices each time
	@$(call java,$(FAULT_SUITE),-Xmx1g -XX:+UseSerialGC,ordermessage.faults.Main mutants)

faults-alarms: ## Cause each fault of the runbook's table and check which alarms fire (the nightly tests)
	@$(MAVEN) --quiet -pl $(FAULT_SUITE) -am package -Dtest=AlarmsTest -Dsurefire.failIfNoSpecifiedTests=false -DexcludedGroups=

# The fuzzer loads its agent into its own JVM, and its library is native.
fuzz: $(BUILT_FUZZ) ## Call the functions with hostile input that a fuzzer makes, for MINUTES, and check what must hold
	@$(call java,$(FUZZ),-Xmx1g -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
	--sun-misc-unsafe-memory-access=allow,ordermessage.fuzz.Main)

hostile: $(BUILT_ALL) ## Attack a local stack of its own as hostile clients do, and check what must hold (several minutes)
	@$(call java,$(HOSTILE),-Xmx1g -XX:+UseSerialGC,ordermessage.hostile.Main)

bench: $(BUILT_ALL) ## Measure everything, side by side with bare handlers and calls; writes docs/benchmarks
	@$(call java,$(BENCH),-Xmx512m -Drunner.options='$(RUN_OPTIONS)',ordermessage.bench.Main)

bench-console: $(BUILT_ALL) ## Measure what the open page of the console costs (needs Chromium); writes docs/benchmarks
	@$(call java,$(BENCH),-Xmx512m -Drunner.options='$(RUN_OPTIONS)',ordermessage.bench.console.ConsoleMain)

tune: $(BUILT_ALL) ## Measure each function with several memory sizes, and name the cheapest that is fast enough; writes docs/benchmarks
	@$(call java,$(BENCH),-Xmx512m,ordermessage.bench.tune.TuneMain)

variants: $(BUILT_ALL) ## Measure each function as it is and as it could be: compilers, collectors, priming, malloc, HTTP clients; writes docs/benchmarks
	@$(call java,$(BENCH),-Xmx512m,ordermessage.bench.variants.VariantsMain)

cost: $(BUILT_ALL) ## Calculate what it costs on AWS, and what limits it, at RATE messages a second of SIZE bytes
	@$(call java,$(COST),-XX:TieredStopAtLevel=1,ordermessage.cost.Main)

dashboard: $(BUILT_ALL) ## Draw docs/dashboard.svg: the dashboard of the template, with figures of one hour on this machine
	@$(call java,$(DASHBOARD),-Xmx512m,ordermessage.dashboard.Main)

pictures: ## Make the pictures of the console in docs again (needs Chromium)
	@$(MAVEN) --quiet -pl tools/acceptance-tests -am package -Dtest='ConsolePageTest#thePicture*' \
	-Dsurefire.failIfNoSpecifiedTests=false -Dpictures.folder='$(CURDIR)/docs'

test: ## Compile, check the format and run every test but the nightly ones
	@$(call build,$(BUILT_ALL),--threads 3 verify) && touch $(BUILT_RUN) $(BUILT_DEADLETTERS) $(BUILT_STORES) \
	$(BUILT_COMPANIES) $(BUILT_SMOKE) $(BUILT_FUZZ)

random-order: ## Run what make test runs, with classes and methods in a random order, which SEED repeats
	@seed=$${SEED:-$$(date +%s)} && echo "SEED=$$seed (repeats this order)" && $(MAVEN) --threads 3 --fail-at-end verify \
	-Djunit.jupiter.execution.order.random.seed="$$seed" \
	'-Djunit.jupiter.testclass.order.default=org.junit.jupiter.api.ClassOrderer$$Random' \
	'-Djunit.jupiter.testmethod.order.default=org.junit.jupiter.api.MethodOrderer$$Random'

nightly: ## Run the tests that take too long for each change: the alarms, and a list of 10,000 messages
	@$(MAVEN) --quiet -pl $(FAULT_SUITE),tools/acceptance-tests -am package -Dgroups=nightly -DexcludedGroups= \
	-Dsurefire.failIfNoSpecifiedTests=false

unit: ## Run the tests that start no engine and no process
	@$(MAVEN) --quiet --threads 3 test -DexcludedGroups='processes | artifacts | nightly'

reproducible: ## Build the last commit in two folders, and check that the artifacts are the same, byte for byte
	@bin/reproducible $(FUNCTIONS) $(SMOKE_FUNCTION) $(DEPLOYMENT_FUNCTION)

sbom: ## Write the bill of materials of each function to target/sbom, and check that it names what is in the artifact
	@bin/sbom $(FUNCTIONS) $(SMOKE_FUNCTION) $(DEPLOYMENT_FUNCTION)

openapi-lint: ## Check docs/openapi.yaml with a linter (needs npm)
	@if command -v npm >/dev/null; then npx --yes @redocly/cli@$(REDOCLY_VERSION) lint; \
	else echo 'Skipped: there is no npm'; fi

deploy-check: ## Check a deployment without an AWS account: translation, versions, deletion, upgrade (needs Python with cfn-lint)
	@bin/deploy-check

scan: ## Hold template.yaml against the security rules of cdk-nag and AWS Control Tower (needs npm and Python with cfn-lint)
	@bin/scan

sam-check: ## Build with the SAM CLI and run each function in its container (needs Docker and SAM)
	@bin/sam-check

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

$(BUILT_DEADLETTERS): $(call sources,libraries/message-domain tools/operator-commands $(DEADLETTERS))
	@$(call build,$@,--quiet -pl $(DEADLETTERS) -am package -Dmaven.test.skip=true)

$(BUILT_STORES): $(call sources,libraries tools/operator-commands $(DEADLETTERS) $(STORES))
	@$(call build,$@,--quiet -pl $(STORES) -am package -Dmaven.test.skip=true)

# Its output goes to standard error, because a shell evaluates the output of company-add.
$(BUILT_COMPANIES): $(call sources,libraries/message-domain tools/operator-commands $(COMPANIES))
	@{ $(call build,$@,--quiet -pl $(COMPANIES) -am package -Dmaven.test.skip=true); } >&2

$(BUILT_SMOKE): $(call sources,libraries $(SMOKE_FUNCTION) tools/operator-commands $(SMOKE))
	@{ $(call build,$@,--quiet -pl $(SMOKE) -am package -Dmaven.test.skip=true); } >&2

$(BUILT_FUZZ): $(call sources,$(FUNCTIONS) libraries $(FUZZ))
	@$(call build,$@,--quiet -pl $(FUZZ) -am package -Dmaven.test.skip=true)

$(BUILT_ALL): $(call sources,$(FUNCTIONS) $(SMOKE_FUNCTION) $(DEPLOYMENT_FUNCTION) libraries tools)
	@echo 'Building (the first time, Maven downloads the libraries and the engines) ...'
	@$(call build,$@,--quiet package -Dmaven.test.skip=true)
	@touch $(BUILT_RUN) $(BUILT_DEADLETTERS) $(BUILT_STORES) $(BUILT_COMPANIES) $(BUILT_SMOKE) $(BUILT_FUZZ)

# For sam build: BuildMethod makefile calls build-<logical id of the function>, which is also the folder of its module. Lambda
# runs the function as another user, who must be able to read each file.
build-%:
	@: $${ARTIFACTS_DIR:?is not set: it says where the artifact goes. sam build sets it}
	@$(MAVEN) --quiet -pl $* -am package -Dmaven.test.skip=true
	@cp -R $*/target/artifact/. "$$ARTIFACTS_DIR"
	@chmod -R a-x,a=rX,u+w "$$ARTIFACTS_DIR"
