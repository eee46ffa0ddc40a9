package ordermessage.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fc0daad3-4f10-4d15-b8c6-276cca111e87",
                "FC0DAAD3-4F10-4D15-B8C6-276CCA111E87",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "018f6d0a-8a3b-7c1e-9e9e-0123456789ab"
            })
    void anyVersionInAnyCaseIsAUuid(String text) {
        assertThat(Uuid.parse(text)).get().hasToString(text.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "fc0daad34f104d15b8c6276cca111e87",
                "fc0daad34-f10-4d15-b8c6-276cca111e87",
                "fc0daad304f10-4d15-b8c6-276cca111e87",
                "------------------------------------",
                "{fc0daad3-4f10-4d15-b8c6-276cca111e87}",
                "fc0daad3-4f10-4d15-b8c6-276cca111e8",
                "fc0daad3-4f10-4d15-b8c6-276cca111e87\n",
                " fc0daad3-4f10-4d15-b8c6-276cca111e87",
                "gc0daad3-4f10-4d15-b8c6-276cca111e87",
                "fc0daad3-4f10-4d15-b8c6-276cca111e\uff18\uff17",
                "../../etc/passwd"
            })
    void anyOtherTextIsNotAUuid(String text) {
        assertThat(Uuid.parse(text)).isEmpty();
    }
}
