package ordermessage.bench.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import ordermessage.bench.console.Turn.BrowserUse;
import ordermessage.bench.measure.CallFailedException;
import ordermessage.bench.measure.LoadGenerator;
import ordermessage.bench.measure.ProcessInspector;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.stack.RunnerProcess;
import ordermessage.harness.Api;
import ordermessage.harness.Backlog;
import ordermessage.harness.EmptyFolder;
import ordermessage.local.provision.EngineClients;

/** Posts messages to a running stack, without the page of its console or with it, and waits until all are stored. */
final class ConsoleBenchmark implements AutoCloseable {
    /** The number of companies that send messages. */
    static final int COMPANIES = 4;

    /** The number of requests that are in progress at the same time. */
    static final int CLIENTS = 16;

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration LONGEST_DRAIN = Duration.ofHours(1);
    private static final int ACCEPTED = 202;
    private static final double THOUSAND = 1_000;

    private final RunnerProcess runner;
    private final SampleEvents events;
    private final Path profile;
    private final EngineClients clients;
    private final Backlog queue;
    private final Backlog deadLetters;
    private final List<String> companies = Stream.generate(UUID::randomUUID)
            .limit(COMPANIES)
            .map(UUID::toString)
            .toList();
    private int stored;

    /** @param profile a folder for the profile of the browser */
    ConsoleBenchmark(RunnerProcess runner, SampleEvents events, Path profile) {
        this.runner = runner;
        this.events = events;
        this.profile = profile;
        clients = new EngineClients(
                address("AWS_ENDPOINT_URL_SQS"), address("AWS_ENDPOINT_URL_DYNAMODB"), address("AWS_ENDPOINT_URL_S3"));
        queue = backlog("QUEUE_URL");
        deadLetters = backlog("DEAD_LETTER_QUEUE_URL");
    }

    /** Measures a turn while no page is open. */
    Turn withoutPage(int messages) {
        return measure(messages, List.of());
    }

    /** Measures a turn while the page is open in a browser of its own. */
    Turn withPage(int messages) {
        try (var page = new OpenPage(runner.console(), EmptyFolder.at(profile))) {
            return measure(messages, List.of(page));
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    /** @param pages the page that is open; empty if none is */
    private Turn measure(int messages, List<OpenPage> pages) {
        var runnerProcess = List.of(runner.handle());
        try (var api = new Api(address("API_URL"), runner::token, RESPONSE_TIMEOUT)) {
            companies.forEach(api::as); // A token is not made while the time is measured.
            var memoryBefore = memory();
            var runnerBefore = ProcessUse.of(runnerProcess);
            var browserBefore = ProcessUse.of(processes(pages));
            var start = System.nanoTime();
            store(api, messages);
            var rate = messages / ((System.nanoTime() - start) / 1e9);
            var runnerSeconds = ProcessUse.of(runnerProcess).secondsSince(runnerBefore);
            var browserSeconds = ProcessUse.of(processes(pages)).secondsSince(browserBefore);
            pages.forEach(page -> page.awaitStored(stored));
            return new Turn(
                    rate,
                    runnerSeconds * THOUSAND / messages,
                    memoryBefore,
                    memory(),
                    pages.stream()
                            .map(page -> new BrowserUse(browserSeconds * THOUSAND / messages, page.longTasks()))
                            .findFirst());
        }
    }

    private void store(Api api, int messages) {
        var next = new AtomicInteger();
        LoadGenerator.makeCalls(CLIENTS, messages, () -> {
            var company = companies.get(next.getAndIncrement() % COMPANIES);
            var status = api.as(company).post(events.messageOf(company)).statusCode();
            if (status != ACCEPTED) {
                throw new CallFailedException("A POST was answered with status " + status);
            }
        });
        if (!queue.awaitDrained(LONGEST_DRAIN) || deadLetters.size() > 0) {
            throw new CallFailedException("Messages were not stored: see make dlq and the logs of the stack");
        }
        stored += messages;
    }

    private double memory() {
        return ProcessInspector.residentMegabytes(runner.handle().pid());
    }

    private static List<ProcessHandle> processes(List<OpenPage> pages) {
        return pages.stream().flatMap(page -> page.processes().stream()).toList();
    }

    private URI address(String variable) {
        return URI.create(runner.variables().get(variable));
    }

    private Backlog backlog(String url) {
        return new Backlog(clients.sqs(), runner.variables().get(url), POLL_INTERVAL);
    }
}
