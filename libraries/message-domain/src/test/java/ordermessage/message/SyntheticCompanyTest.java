package ordermessage.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyntheticCompanyTest {
    private static final String ID = "00000000-0000-4000-8000-000000000009";

    @Test
    void aCompanyIsKnownByItsId() {
        var synthetic = SyntheticCompany.of(ID);

        assertThat(synthetic.is(ID)).isTrue();
        assertThat(synthetic.is("00000000-0000-4000-8000-000000000002")).isFalse();
        assertThat(synthetic.is("")).isFalse();
    }

    @Test
    void aTextThatIsNotAUuidNamesNoCompany() {
        assertThat(SyntheticCompany.of("nobody")).isEqualTo(SyntheticCompany.NONE);
    }

    @Test
    void withoutACheckNoCompanyIsSynthetic() {
        assertThat(SyntheticCompany.NONE.is(ID)).isFalse();
        assertThat(SyntheticCompany.NONE.is("")).isFalse();
    }
}
