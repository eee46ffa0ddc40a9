package ordermessage.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what: a company with its own messages everything, anybody else nothing. */
@ExtendWith(RunningService.Shared.class)
class OwnershipTest {
    private static final String OWNER = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String OTHER = "bbbbbbbb-0000-4000-8000-000000000002";

    /** What differs from answer to answer by its nature. */
    private static final Set<String> OF_ITS_OWN = Set.of("date", "x-request-id", "x-amzn-requestid", "x-amz-apigw-id");

    private final RunningService service;

    OwnershipTest(RunningService service) {
        this.service = service;
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            caller             | POST owner's | GET owner's | GET unknown | GET no UUID | POST no JSON | no such route
            owner              | 202          | 200         | 404         | 400         | 400          | 403
            owner in capitals  | 202          | 200         | 404         | 400         | 400          | 403
            other company      | 403          | 404         | 404         | 400         | 400          | 403
            no company         | 403          | 403         | 403         | 403         | 403          | 403
            company is no UUID | 403          | 403         | 403         | 403         | 403          | 403
            company is a path  | 403          | 403         | 403         | 403         | 403          | 403
            no token           | 401          | 401         | 401         | 401         | 401          | 403
            expired token      | 401          | 401         | 401         | 401         | 401          | 403
            access token       | 401          | 401         | 401         | 401         | 401          | 403
            """)
    void everyCallerGetsTheDeclaredAnswerOnEveryRoute(
            String caller, int post, int get, int getUnknown, int getNoUuid, int postNoJson, int noRoute) {
        var stored = stored(Sample.unique().ofCompany(OWNER));
        var another = Sample.unique().ofCompany(OWNER);
        var client = client(caller);

        assertThat(client.post(another.json()).statusCode()).isEqualTo(post);
        assertThat(client.get(stored.messageId()).statusCode()).isEqualTo(get);
        assertThat(client.get(UUID.randomUUID().toString()).statusCode()).isEqualTo(getUnknown);
        assertThat(client.get("x").statusCode()).isEqualTo(getNoUuid);
        assertThat(client.post("{").statusCode()).isEqualTo(postNoJson);
        assertThat(client.request("GET", "/messages").statusCode()).isEqualTo(noRoute);

        service.awaitDrained();
        assertThat(service.indexed(another.messageId())).hasSize(post == 202 ? 1 : 0);
        assertThat(service.archived(another.archiveKey()).isPresent()).isEqualTo(post == 202);
    }

    @Test
    void aMessageOfAnotherCompanyIsAnsweredByteForByteAsOneThatIsNotThere() {
        var stored = stored(Sample.unique().ofCompany(OWNER));

        var anothers = service.as(OTHER).get(stored.messageId());
        var unknown = service.as(OTHER).get(UUID.randomUUID().toString());

        assertThat(anothers.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(404);
        assertThat(headers(anothers)).isEqualTo(headers(unknown));
        assertThat(bodyWithoutId(anothers)).isEqualTo(bodyWithoutId(unknown));
    }

    @Test
    void aForeignMessageIsRefusedWithThePlaceOfTheForeignId() {
        var response = service.as(OTHER).post(Sample.unique().ofCompany(OWNER).json());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .contains("#forbidden", "/metadata/company_id")
                .doesNotContain(OWNER, OTHER);
    }

    @Test
    void theCaseOfACompanysIdDoesNotMatter() {
        var sample = Sample.unique().ofCompany(OWNER.toUpperCase(Locale.ROOT));

        assertThat(service.as(OWNER).post(sample.json()).statusCode()).isEqualTo(202);

        assertThat(service.as(OWNER).awaitMessage(sample.messageId()))
                .contains("\"company_id\":\"" + sample.companyId() + "\"")
                .contains(OWNER + "/" + sample.messageId() + ".json");
    }

    @Test
    void twoCompaniesThatPostTheSameIdsAtTheSameTimeEachReadBackTheirOwn() {
        var samples = IntStream.range(0, 20)
                .mapToObj(i -> Sample.unique())
                .flatMap(sample -> Stream.of(
                        sample.ofCompany(OWNER).withData("{\"of\":\"owner\"}"),
                        sample.ofCompany(OTHER).withData("{\"of\":\"other\"}")))
                .toList();

        samples.parallelStream()
                .forEach(sample -> assertThat(service.as(sample.companyId())
                                .post(sample.json())
                                .statusCode())
                        .isEqualTo(202));

        assertThat(samples)
                .allSatisfy(sample -> assertThat(service.as(sample.companyId()).awaitMessage(sample.messageId()))
                        .isEqualTo(sample.stored()));
    }

    @Test
    void theCompanyOfARequestIsNothingThatTheRequestItselfSays() {
        var stored = stored(Sample.unique().ofCompany(OWNER));

        assertThat(service.as(OTHER)
                        .request("GET", "/message/%s?company_id=%s".formatted(stored.messageId(), OWNER))
                        .statusCode())
                .isEqualTo(404);
    }

    private ApiClient client(String caller) {
        var forge = ForgedTokens.of(service, OWNER);
        return switch (caller) {
            case "owner" -> service.as(OWNER);
            case "owner in capitals" -> service.as(OWNER.toUpperCase(Locale.ROOT));
            case "other company" -> service.as(OTHER);
            case "no company" -> service.withToken(forge.withClaims(claims -> claims.claim("custom:company_id", null)));
            case "company is no UUID" -> service.as("acme");
            case "company is a path" -> service.as("../" + OWNER);
            case "no token" -> service.withoutToken();
            case "expired token" ->
                service.withToken(forge.withClaims(claims -> claims.expirationTime(ForgedTokens.inSeconds(-1))));
            case "access token" -> service.withToken(forge.withClaims(claims -> claims.claim("token_use", "access")));
            default -> throw new IllegalArgumentException(caller);
        };
    }

    private Sample stored(Sample sample) {
        var client = service.as(sample.companyId());
        assertThat(client.post(sample.json()).statusCode()).isEqualTo(202);
        client.awaitMessage(sample.messageId());
        return sample;
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        return response.headers().map().entrySet().stream()
                .filter(header -> !OF_ITS_OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String bodyWithoutId(HttpResponse<String> response) {
        var id = response.headers().firstValue("X-Request-Id").orElseThrow();
        return response.body().replace(id, "");
    }
}
