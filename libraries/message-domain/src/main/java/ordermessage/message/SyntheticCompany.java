package ordermessage.message;

import java.util.Optional;

/**
 * The company of the synthetic check. Its messages are not in the metrics, because they would distort those of companies.
 *
 * @param id empty if there is no synthetic check
 */
public record SyntheticCompany(Optional<Uuid> id) {
    /** A company without messages, for a stack without the synthetic check. */
    public static final SyntheticCompany NONE = new SyntheticCompany(Optional.empty());

    /** Reads the id of the company; {@link #NONE} for a text that is not a UUID. */
    public static SyntheticCompany of(String id) {
        return new SyntheticCompany(Uuid.parse(id));
    }

    /** Returns whether a text is the id of this company, as keys and message groups contain it. */
    public boolean is(String companyId) {
        return id.map(Uuid::value).filter(companyId::equals).isPresent();
    }
}
