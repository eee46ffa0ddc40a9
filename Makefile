# Everything runs on a JDK 25 that bin/jdk finds; JAVA_HOME need not be set.

.DEFAULT_GOAL := help
.PHONY: help run token dlq redrive faults faults-mutants bench cost test format clean clean-local

MAVEN := bin/maven --batch-mode --no-transfer-progress
BUILT := target/built

# Runs Maven, and says in $(BUILT) that everything is built as the sources were when it began. An edit meanwhile, or a
# build that is broken off, leads to another one.
build = mkdir -p target && rm -f $(BUILT) && touch target/begun && $(MAVEN) $(1) && mv target/begun $(BUILT)

LOCAL_DIR ?= .local
deadletter = test -f $(LOCAL_DIR)/env || { echo 'Nothing is there yet: start make run first' >&2; exit 1; }; \
	. $(LOCAL_DIR)/env && exec bin/jdk java -Xmx512m -XX:+UseSerialGC \
	-cp "LocalRunner/target/classes:$$(cat LocalRunner/target/classpath)" ordermessage.local.deadletter.Main $(1)

help: ## Say what there is (this)
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'
	@echo 'make run takes PORT, SQS_PORT, DYNAMODB_PORT, S3_PORT, BIND (address of the engines), DYNAMODB_COMMAND'
	@echo 'and PARAMETERS ("Name=value Name=value" for the template), as in: make run PORT=3001;'
	@echo 'make redrive takes MESSAGE_ID, make faults takes SEED, MESSAGES, FAULTS and BACKLOG;'
	@echo 'make bench takes ROUNDS, ENGINE_LATENCY (10ms), PARTS (starts warm batches pipeline, or profile), and'
	@echo 'POST_COMMAND, GET_COMMAND, PROCESS_COMMAND: a program that speaks the Runtime API, to compare with;'
	@echo 'make cost takes RATE, SIZE, READS (of a message), and of the stack MEMORY, BATCHING_WINDOW, LONGEST_BODY,'
	@echo 'SYSTEM_LOG (INFO or WARN) and TRACING (Active or PassThrough)'

run: $(BUILT) ## Run the whole pipeline on this machine, until Ctrl-C
	@exec bin/jdk java -Xmx256m -XX:+UseSerialGC -cp "LocalRunner/target/classes:$$(cat LocalRunner/target/classpath)" \
		ordermessage.local.Main

token: ## Print a token of the company COMPANY_ID (or of the sample's) for the API of make run, and nothing else
	@[ -e LocalRunner/target/classpath ] || $(MAKE) --no-print-directory $(BUILT) >&2
	@exec bin/jdk java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
		-cp "LocalRunner/target/classes:$$(cat LocalRunner/target/classpath)" ordermessage.local.TokenMain

dlq: $(BUILT) ## List what is in the dead-letter queue of make run, and why
	@$(call deadletter,list)

redrive: $(BUILT) ## Send dead letters back to the queue: all, or one with MESSAGE_ID=...
	@$(call deadletter,redrive)

faults: $(BUILT) ## Prove that nothing is lost: messages under faults, then compare (several minutes)
	@exec bin/jdk java -Xmx1g -XX:+UseSerialGC -cp "FaultSuite/target/classes:$$(cat FaultSuite/target/classpath)" \
		ordermessage.faults.Main run

faults-mutants: $(BUILT) ## Break the code on purpose, and see that the fault suite notices each time
	@exec bin/jdk java -Xmx1g -XX:+UseSerialGC -cp "FaultSuite/target/classes:$$(cat FaultSuite/target/classpath)" \
		ordermessage.faults.Main mutants

bench: $(BUILT) ## Measure everything, side by side with bare handlers and calls; writes docs/benchmarks
	@exec bin/jdk java -Xmx512m -cp "Benchmarks/Bench/target/classes:$$(cat Benchmarks/Bench/target/classpath)" \
		ordermessage.bench.Main

cost: $(BUILT) ## Reckon what it costs on AWS, and what limits it, at RATE messages a second of SIZE bytes
	@bin/jdk java -XX:TieredStopAtLevel=1 -cp Benchmarks/Cost/target/classes ordermessage.cost.Main

test: ## Compile, check the format and run every test
	@$(call build,verify)

format: ## Format the Java sources
	@$(MAVEN) --quiet spotless:apply

clean: ## Delete what was built
	@$(MAVEN) --quiet clean

clean-local: ## Forget the messages, queues, logs and keys of make run
	@rm -rf .local

# With the folders below src, because nothing else tells of a file that was deleted.
SOURCES := $(shell find pom.xml schemas events $(wildcard Message* *Function) LocalEngines LocalRunner FaultSuite Benchmarks \
	-name target -prune -o -path '*/src/test' -prune -o \
	\( -path '*/src/*' -o -path 'schemas*' -o -path 'events*' -o -name pom.xml \) -print)

$(BUILT): $(SOURCES)
	@echo 'Building (the first time, Maven downloads libraries and engines) ...'
	@$(call build,--quiet package -Dmaven.test.skip=true)

# For sam build: BuildMethod makefile calls build-<logical id of the function>, which is also the name of its module.
build-%:
	@: $${ARTIFACTS_DIR:?is not set: it says where the artifact goes. sam build sets it}
	@rm -f $(BUILT)
	@$(MAVEN) --quiet -pl $* -am package -Dmaven.test.skip=true
	@cp -R $*/target/artifact/. "$$ARTIFACTS_DIR"
