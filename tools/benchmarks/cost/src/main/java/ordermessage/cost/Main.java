package ordermessage.cost;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import ordermessage.harness.Variables;

/** {@code make cost}: prints the cost of a million messages, and the limits that the workload reaches first. */
public final class Main {
    private static final List<Double> RATES = List.of(1.0, 100.0, 10_000.0);
    private static final BigDecimal MIN_RATE = new BigDecimal("0.001");
    private static final BigDecimal MAX_VALUE = BigDecimal.valueOf(1_000_000);

    /** The largest item of a table, in bytes. */
    private static final int LONGEST_ITEM = 400 * 1_024;

    private Main() {}

    /** Reads the workload and the deployment from environment variables (make help). Exits with 1 when one is invalid. */
    public static void main(String[] arguments) {
        try {
            System.out.print(report(System.getenv(), Path.of("docs/benchmarks/bench-10ms.csv")));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static String report(Map<String, String> environment, Path benchmarks) {
        var variables = new Variables(environment);
        var deployment = deployment(variables);
        var workload = workload(variables);
        var rates = variables.text("RATE").isEmpty() ? RATES : List.of(workload.rate());
        var figures = BenchmarkFigures.read(benchmarks);
        var usages = rates.stream()
                .map(rate -> new MessageUsage(workload.withRate(rate), deployment, figures))
                .toList();
        return report(usages);
    }

    private static Deployment deployment(Variables variables) {
        return new Deployment(
                variables.number("MEMORY", 768, 128, 10_240),
                variables.number("BATCHING_WINDOW", 0, 0, 300),
                variables.number("LONGEST_BODY", 4_096, 0, LONGEST_ITEM),
                variables.choice("SYSTEM_LOG", "WARN", "INFO").equals("INFO"),
                variables.choice("TRACING", "Active", "PassThrough").equals("Active"));
    }

    private static Workload workload(Variables variables) {
        return new Workload(
                variables.decimal("RATE", 1, MIN_RATE, MAX_VALUE),
                variables.number("SIZE", 1_200, 1, 1_048_576),
                variables.decimal("READS", 1, BigDecimal.ZERO, MAX_VALUE),
                variables.decimal("LISTS", 1, BigDecimal.ZERO, MAX_VALUE));
    }

    private static String report(List<MessageUsage> usages) {
        var text = new StringBuilder();
        var first = usages.getFirst().workload();
        text.append(
                "Messages of %,d bytes, reads of each: %s, lists with each: %s. US dollars, list prices of us-east-1.%n%n"
                        .formatted(first.size(), format(first.reads()), format(first.lists())));
        appendRow(
                text,
                "Messages a second",
                usages,
                usage -> format(usage.workload().rate()));
        appendRow(text, "Messages in a batch, on average", usages, usage -> format(usage.batchSize()));
        text.append("%nA million messages%n".formatted());
        appendBill(text, usages, Bill::ofMillionMessages);
        text.append("%nA million messages that stay stored, a month%n".formatted());
        appendBill(text, usages, Bill::ofMillionStoredMessages);
        text.append("%nA stack, a month%n".formatted());
        appendBill(text, usages, usage -> Bill.ofStack());
        for (var usage : usages) {
            text.append("%nWhat limits first at %s messages a second%n"
                    .formatted(format(usage.workload().rate())));
            for (var limit : CapacityLimit.of(usage)) {
                text.append("  %s %4.0f %%  %s: %s of %s; %s%n"
                        .formatted(
                                limit.utilization() > 1 ? "over" : "  ok",
                                limit.utilization() * 100,
                                limit.name(),
                                format(limit.needed()),
                                format(limit.available()),
                                limit.remedy()));
            }
        }
        return text.toString();
    }

    private static void appendBill(
            StringBuilder text, List<MessageUsage> usages, Function<MessageUsage, Map<String, Double>> billOf) {
        var bills = usages.stream().map(billOf).toList();
        for (var component : new ArrayList<>(bills.getFirst().keySet())) {
            appendRow(text, "  " + component, bills, bill -> money(bill.get(component)));
        }
        appendRow(
                text,
                "  Together",
                bills,
                bill -> money(
                        bill.values().stream().mapToDouble(Double::doubleValue).sum()));
    }

    private static <T> void appendRow(StringBuilder text, String name, List<T> columns, Function<T, String> cell) {
        text.append("%-34s".formatted(name));
        columns.forEach(column -> text.append("%12s".formatted(cell.apply(column))));
        text.append(System.lineSeparator());
    }

    private static String money(double dollars) {
        return String.format(Locale.ROOT, "%,.2f", dollars);
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }
}
