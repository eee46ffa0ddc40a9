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
import ordermessage.harness.ApiClient;
import ordermessage.hostile.attack.ForgedTokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a company has access to its own messages, and that nobody else has. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class OwnershipTest {
    private static final String OWNER = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String OTHER = "bbbbbbbb-0000-4000-8000-000000000002";

    /** The response headers that differ in every response. */
    private static final Set<String> UNIQUE_HEADERS =
            Set.of("date", "x-request-id", "x-amzn-requestid", "x-amz-apigw-id");

    private final RunningService service;

    OwnershipTest(RunningService service) {
        this.service = service;
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            caller             | POST owner's | GET owner's | GET unknown | list | GET not a UUID | POST not JSON | unknown route
            owner              | 202          | 200         | 404         | 200  | 400            | 400           | 404
            owner in capitals  | 202          | 200         | 404         | 200  | 400            | 400           | 404
            other company      | 403          | 404         | 404         | 200  | 400            | 400           | 404
            second server      | 202          | 200         | 404         | 200  | 400            | 400           | 404
            read only          | 403          | 200         | 404         | 200  | 400            | 403           | 404
            write only         | 202          | 403         | 403         | 403  | 403            | 400           | 404
            no company         | 403          | 403         | 403         | 403  | 403            | 403           | 404
            company not a UUID | 403          | 403         | 403         | 403  | 403            | 403           | 404
            company is a path  | 403          | 403         | 403         | 403  | 403            | 403           | 404
            two companies      | 403          | 403         | 403         | 403  | 403            | 403           | 404
            company twice      | 403          | 403         | 403         | 403  | 403            | 403           | 404
            company and prefix | 403          | 403         | 403         | 403  | 403            | 403           | 404
            another server     | 403          | 403         | 403         | 403  | 403            | 403           | 404
            claim of old       | 403          | 403         | 403         | 403  | 403            | 403           | 404
            no token           | 401          | 401         | 401         | 401  | 401            | 401           | 404
            expired token      | 401          | 401         | 401         | 401  | 401            | 401           | 404
            ID token           | 401          | 401         | 401         | 401  | 401            | 401           | 404
            """)
    void everyCallerGetsTheExpectedStatusOnEveryRoute(
            String caller,
            int post,
            int get,
            int getUnknown,
            int list,
            int getNotUuid,
            int postNotJson,
            int unknownRoute) {
        var stored = stored(SampleMessage.unique().withCompanyId(OWNER));
        var newMessage = SampleMessage.unique().withCompanyId(OWNER);
        var client = client(caller);

        assertThat(client.post(newMessage.json()).statusCode()).isEqualTo(post);
        assertThat(client.get(stored.messageId()).statusCode()).isEqualTo(get);
        assertThat(client.get(UUID.randomUUID().toString()).statusCode()).isEqualTo(getUnknown);
        assertThat(client.request("GET", "/messages").statusCode()).isEqualTo(list);
        assertThat(client.get("x").statusCode()).isEqualTo(getNotUuid);
        assertThat(client.post("{").statusCode()).isEqualTo(postNotJson);
        assertThat(client.request("GET", "/unknown").statusCode()).isEqualTo(unknownRoute);

        service.awaitDrained();
        assertThat(service.indexed(newMessage.messageId())).hasSize(post == 202 ? 1 : 0);
        assertThat(service.archived(newMessage.archiveKey()).isPresent()).isEqualTo(post == 202);
    }

    @Test
    void theResponseForAMessageOfAnotherCompanyEqualsThatForAnUnknownMessage() {
        var stored = stored(SampleMessage.unique().withCompanyId(OWNER));

        var existing = service.as(OTHER).get(stored.messageId());
        var unknown = service.as(OTHER).get(UUID.randomUUID().toString());

        assertThat(existing.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(404);
        assertThat(headers(existing)).isEqualTo(headers(unknown));
        assertThat(bodyWithoutId(existing)).isEqualTo(bodyWithoutId(unknown));
    }

    @Test
    void aMessageWithTheIdOfAnotherCompanyIsRefusedWithAPointerToThatId() {
        var response = service.as(OTHER)
                .post(SampleMessage.unique().withCompanyId(OWNER).json());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .contains("#forbidden", "/metadata/company_id")
                .doesNotContain(OWNER, OTHER);
    }

    @Test
    void companyIdsAreCaseInsensitive() {
        var sample = SampleMessage.unique().withCompanyId(OWNER.toUpperCase(Locale.ROOT));

        assertThat(service.as(OWNER).post(sample.json()).statusCode()).isEqualTo(202);

        assertThat(service.as(OWNER).awaitMessage(sample.messageId()))
                .contains("\"company_id\":\"" + sample.companyId() + "\"")
                .contains(OWNER + "/" + sample.messageId() + ".json");
    }

    @Test
    void twoCompaniesCanUseTheSameMessageIds() {
        var samples = IntStream.range(0, 20)
                .mapToObj(i -> SampleMessage.unique())
                .flatMap(sample -> Stream.of(
                        sample.withCompanyId(OWNER).withData("{\"of\":\"owner\"}"),
                        sample.withCompanyId(OTHER).withData("{\"of\":\"other\"}")))
                .toList();

        samples.parallelStream()
                .forEach(sample -> assertThat(service.as(sample.companyId())
                                .post(sample.json())
                                .statusCode())
                        .isEqualTo(202));

        assertThat(samples)
                .allSatisfy(sample -> assertThat(service.as(sample.companyId()).awaitMessage(sample.messageId()))
                        .isEqualTo(sample.storedJson()));
    }

    @Test
    void aCompanyIdInTheQueryStringHasNoEffect() {
        var stored = stored(SampleMessage.unique().withCompanyId(OWNER));

        assertThat(service.as(OTHER)
                        .request("GET", "/message/%s?company_id=%s".formatted(stored.messageId(), OWNER))
                        .statusCode())
                .isEqualTo(404);
    }

    private ApiClient client(String caller) {
        var tokens = service.forgedTokens(OWNER);
        return switch (caller) {
            case "owner" -> service.as(OWNER);
            case "owner in capitals" -> service.as(OWNER.toUpperCase(Locale.ROOT));
            case "other company" -> service.as(OTHER);
            case "second server" -> withScope("messages/write messages/read company-2/" + OWNER);
            case "read only" -> withScope("messages/read company/" + OWNER);
            case "write only" -> withScope("messages/write company/" + OWNER);
            case "no company" -> withScope("messages/write messages/read");
            case "two companies" ->
                withScope("messages/write messages/read company/%s company/%s".formatted(OWNER, OTHER));
            case "company twice" ->
                withScope("messages/write messages/read company/%s company-2/%s".formatted(OWNER, OWNER));
            case "company and prefix" ->
                withScope("messages/write messages/read company/%s companyx/%s".formatted(OWNER, OTHER));
            case "another server" -> withScope("messages/write messages/read xcompany/" + OWNER);
            case "claim of old" ->
                service.withToken(tokens.withClaims(claims ->
                        claims.claim("scope", "messages/write messages/read").claim("custom:company_id", OWNER)));
            case "company not a UUID" -> service.as("acme");
            case "company is a path" -> service.as("../" + OWNER);
            case "no token" -> service.withoutToken();
            case "expired token" ->
                service.withToken(tokens.withClaims(claims -> claims.expirationTime(ForgedTokens.inSeconds(-1))));
            case "ID token" -> service.withToken(tokens.withClaims(claims -> claims.claim("token_use", "id")));
            default -> throw new IllegalArgumentException(caller);
        };
    }

    private ApiClient withScope(String scope) {
        return service.withToken(service.forgedTokens(OWNER).withClaims(claims -> claims.claim("scope", scope)));
    }

    private SampleMessage stored(SampleMessage sample) {
        var client = service.as(sample.companyId());
        assertThat(client.post(sample.json()).statusCode()).isEqualTo(202);
        client.awaitMessage(sample.messageId());
        return sample;
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        return response.headers().map().entrySet().stream()
                .filter(header -> !UNIQUE_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String bodyWithoutId(HttpResponse<String> response) {
        var id = response.headers().firstValue("X-Request-Id").orElseThrow();
        return response.body().replace(id, "");
    }
}
