# Everything runs on a JDK 25 that bin/jdk finds; JAVA_HOME need not be set.

.DEFAULT_GOAL := help
.PHONY: help run test format clean clean-local

MAVEN := bin/maven --quiet --batch-mode
BUILT := target/built

help: ## Say what there is (this)
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'
	@echo 'make run takes PORT, SQS_PORT, DYNAMODB_PORT, S3_PORT, BIND (address of the engines)'
	@echo 'and PARAMETERS ("Name=value Name=value" for the template), as in: make run PORT=3001'

run: $(BUILT) ## Run the whole pipeline on this machine, until Ctrl-C
	@exec bin/jdk java -Xmx256m -XX:+UseSerialGC -cp "LocalRunner/target/classes:$$(cat LocalRunner/target/classpath)" \
		ordermessage.local.Main

test: ## Compile, check the format and run every test
	@$(MAVEN) verify

format: ## Format the Java sources
	@$(MAVEN) spotless:apply

clean: ## Delete what was built
	@$(MAVEN) clean

clean-local: ## Forget the messages, queues and logs of make run
	@rm -rf .local

# Folders are among the sources because a deleted file changes nothing else. Test sources and what a build writes are not.
SOURCES := pom.xml $(shell find schemas $(wildcard *Library *Store *Function LocalEngines LocalRunner) \
	-name target -prune -o -path '*/src/test' -prune -o -print 2>/dev/null)

$(BUILT): $(SOURCES)
	@echo 'Building (the first time, Maven downloads libraries and engines) ...'
	@$(MAVEN) package -Dmaven.test.skip=true
	@mkdir -p $(@D) && touch $@

# For sam build: BuildMethod makefile calls build-<logical id of the function>, which is also the name of its module.
build-%:
	@: $${ARTIFACTS_DIR:?is not set: it says where the artifact goes. sam build sets it}
	@$(MAVEN) -pl $* -am package -Dmaven.test.skip=true
	@cp -R $*/target/artifact/. "$$ARTIFACTS_DIR"
