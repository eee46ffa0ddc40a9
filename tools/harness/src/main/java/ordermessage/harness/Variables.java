package ordermessage.harness;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the settings of a run from environment variables. An invalid value is an {@link InvalidSettingException}. */
public final class Variables {
    private final Map<String, String> environment;

    /** @param environment the variables; an empty value counts as none */
    public Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns the value without spaces around it; empty if there is none. */
    public Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns one of the given texts, or the first of them if there is no value. */
    public String choice(String variable, String... choices) {
        return text(variable)
                .map(text -> {
                    if (!List.of(choices).contains(text)) {
                        throw new InvalidSettingException(
                                "%s=%s is not one of %s".formatted(variable, text, String.join(", ", choices)));
                    }
                    return text;
                })
                .orElse(choices[0]);
    }

    /** Returns a whole number, or the default if there is none. */
    public int number(String variable, int defaultNumber, int least, int most) {
        return text(variable).map(text -> number(variable, text, least, most)).orElse(defaultNumber);
    }

    /** Returns a number such as {@code 20} or {@code 0.5}, or the default if there is none. */
    public double decimal(String variable, double defaultNumber, BigDecimal least, BigDecimal most) {
        return text(variable)
                .map(text -> decimal(variable, text, least, most).doubleValue())
                .orElse(defaultNumber);
    }

    /** Returns whole numbers between commas or spaces, or the default if there are none. */
    public List<Integer> numbers(String variable, List<Integer> defaultNumbers, int least, int most) {
        return text(variable)
                .map(text -> words(text)
                        .map(word -> number(variable, word, least, most))
                        .toList())
                .orElse(defaultNumbers);
    }

    /** Returns a duration of up to 99,999 milliseconds, such as {@code 10ms} or {@code 10}, or the default if there is none. */
    public Duration milliseconds(String variable, Duration defaultDuration) {
        return text(variable)
                .map(text -> {
                    if (!text.matches("[0-9]{1,5}(ms)?")) {
                        throw new InvalidSettingException(
                                "%s=%s is not a number of milliseconds, such as 10ms".formatted(variable, text));
                    }
                    return Duration.ofMillis(Integer.parseInt(text.replace("ms", "")));
                })
                .orElse(defaultDuration);
    }

    /** Returns constants of an enum, which the user names in any case between commas or spaces, or the default if there are none. */
    public <E extends Enum<E>> Set<E> constants(String variable, Class<E> type, Set<E> defaultConstants) {
        return text(variable)
                .<Set<E>>map(text -> words(text)
                        .map(word -> constant(variable, text, word, type))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(type))))
                .orElse(defaultConstants);
    }

    /**
     * Returns a folder, or the default if there is none. A folder that the user gave is created, so that a run cannot end
     * without a place for its results.
     *
     * @param project the folder that a relative path starts from
     */
    public Path folder(String variable, Path project, String defaultFolder) {
        return text(variable)
                .map(text -> createdFolder(variable, project, text))
                .orElseGet(() -> project.resolve(defaultFolder));
    }

    private static Path createdFolder(String variable, Path project, String text) {
        try {
            return Files.createDirectories(project.resolve(text));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSettingException("%s=%s cannot be created as a folder".formatted(variable, text), e);
        }
    }

    private static <E extends Enum<E>> E constant(String variable, String text, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException("%s=%s is not a list of %s"
                        .formatted(
                                variable,
                                text,
                                Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    private static int number(String variable, String text, int least, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw outside(variable, text, least, most);
        }
        return Integer.parseInt(text);
    }

    private static BigDecimal decimal(String variable, String text, BigDecimal least, BigDecimal most) {
        if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            var number = new BigDecimal(text);
            if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) {
                return number;
            }
        }
        throw outside(variable, text, least, most);
    }

    private static InvalidSettingException outside(String variable, String text, Number least, Number most) {
        return new InvalidSettingException(
                "%s=%s is not a number from %s to %s".formatted(variable, text, least, most));
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1));
    }
}
