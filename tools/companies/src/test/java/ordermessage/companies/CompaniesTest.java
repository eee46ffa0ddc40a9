package ordermessage.companies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ordermessage.message.Uuid;
import ordermessage.operator.UsageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerScopeType;

class CompaniesTest {
    private static LocalCognito local;
    private static CognitoIdentityProviderClient cognito;
    private static Companies companies;

    private final Uuid company = newCompany();

    @BeforeAll
    static void start(@TempDir Path folder) {
        local = new LocalCognito(folder);
        cognito = local.client();
        companies = new Companies(cognito, local.pool());
    }

    @AfterAll
    static void stop() {
        cognito.close();
        local.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCompanyGetsTokensWithItsScopeAndTheScopesOfItsAccess(Access access) {
        var scopes = local.scopes(companies.add(company, "acme", access));

        assertThat(scopes).hasSize(access.scopes().size() + 1).containsAll(access.scopes());
        assertThat(scopes)
                .filteredOn(CompanyScopes::isCompany)
                .singleElement()
                .satisfies(scope -> assertThat(scope).endsWith("/" + company));
    }

    @Test
    void aTokenIsValidForTheTimeOfTheStack() {
        var credentials = companies.add(company, "acme", Access.READ);

        assertThat(local.token(credentials.clientId(), credentials.secret().orElseThrow())
                        .body())
                .contains("\"expires_in\":" + LocalCognito.TOKEN_MINUTES * 60);
    }

    @Test
    void addingAnAppClientAgainGivesTheSameOneWithoutASecret() {
        var first = companies.add(company, "acme", Access.READ);

        var second = companies.add(company, "acme", Access.READ);

        assertThat(second.clientId()).isEqualTo(first.clientId());
        assertThat(second.secret()).isEmpty();
        assertThat(local.scopes(first)).isNotEmpty();
        assertThat(states()).singleElement().extracting(ClientState::secrets).isEqualTo(1);
    }

    @Test
    void addingAnAppClientAgainWithOtherAccessIsRefusedAndChangesNothing() {
        var reader = companies.add(company, "acme", Access.READ);

        assertThatThrownBy(() -> companies.add(company, "acme", Access.READ_WRITE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("exists with the access read");

        assertThat(local.scopes(reader)).doesNotContain("messages/write");
    }

    @Test
    void aCompanyCanHaveSeveralAppClients() {
        var writer = companies.add(company, "shop", Access.WRITE);
        var reader = companies.add(company, "reports", Access.READ);

        assertThat(local.scopes(writer)).contains("messages/write").doesNotContain("messages/read");
        assertThat(local.scopes(reader)).contains("messages/read").doesNotContain("messages/write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "a'b", "a/b", "ä", "a\nb"})
    void aNameThatCognitoOrAShellWouldNotTakeIsRefused(String name) {
        assertThatThrownBy(() -> companies.add(company, name, Access.READ))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("NAME must");
    }

    @Test
    void bothSecretsWorkBetweenRotateAndRetireAndThenOnlyTheNewOne() {
        var first = companies.add(company, "acme", Access.READ);
        var second = companies.rotate(first.clientId());

        assertThat(local.scopes(first)).isNotEmpty();
        assertThat(local.scopes(second)).isNotEmpty();
        assertThatThrownBy(() -> companies.rotate(first.clientId())).hasMessageContaining("has two secrets");

        assertThat(companies.retire(first.clientId())).isTrue();

        assertThat(local.scopes(first)).isEmpty();
        assertThat(local.scopes(second)).isNotEmpty();
        assertThat(companies.retire(first.clientId())).as("the last secret").isFalse();
        assertThat(local.scopes(second)).isNotEmpty();
    }

    @Test
    void aLockedAppClientGetsNoTokenWithAnyOfItsSecrets() {
        var first = companies.add(company, "acme", Access.READ);
        var second = companies.rotate(first.clientId());

        companies.lock(first.clientId());
        companies.lock(first.clientId());

        assertThat(local.scopes(first)).isEmpty();
        assertThat(local.scopes(second)).isEmpty();
        assertThat(states())
                .singleElement()
                .satisfies(state -> assertThat(state.client().access()).isEmpty());
    }

    @Test
    void onlyUnlockLetsALockedAppClientInAndOnlyWithANewSecret() {
        var old = companies.add(company, "acme", Access.READ);
        companies.lock(old.clientId());

        assertThatThrownBy(() -> companies.rotate(old.clientId())).hasMessageContaining("locked out");
        assertThatThrownBy(() -> companies.add(company, "acme", Access.READ)).hasMessageContaining("locked out");

        var unlocked = companies.unlock(old.clientId(), Access.WRITE);
        assertThat(local.scopes(unlocked)).contains("messages/write").doesNotContain("messages/read");
        assertThat(local.scopes(old)).isEmpty();
        assertThatThrownBy(() -> companies.unlock(old.clientId(), Access.WRITE)).hasMessageContaining("not locked");
    }

    @Test
    void removingTheLastAppClientOfACompanyRemovesItsScope() {
        var first = companies.add(company, "shop", Access.WRITE);
        var second = companies.add(company, "reports", Access.READ);

        assertThat(companies.remove(first.clientId())).isTrue();
        assertThat(local.scopes(first)).isEmpty();
        assertThat(local.scopes(second)).as("the other app client").anyMatch(CompanyScopes::isCompany);

        assertThat(companies.remove(second.clientId())).isTrue();
        assertThat(existingScopes()).noneMatch(scope -> scope.endsWith(company.toString()));
        assertThat(companies.remove(second.clientId())).as("again").isFalse();
    }

    @Test
    void anAppClientThatThisToolHasNotCreatedIsNotTouched() {
        var other = cognito.createUserPoolClient(
                        request -> request.userPoolId(local.pool().id()).clientName("another purpose"))
                .userPoolClient()
                .clientId();

        assertThatThrownBy(() -> companies.lock(other)).hasMessageContaining("no app client");
        assertThat(companies.remove(other)).isFalse();
        assertThat(companies.list()).noneMatch(state -> state.client().id().equals(other));
    }

    @Test
    void aFullResourceServerIsFollowedByTheNextOne() {
        for (var server : List.of("company", "company-2")) {
            fill(server);
        }

        var scopes = local.scopes(companies.add(company, "acme", Access.READ));

        assertThat(scopes).contains("company-3/" + company);
    }

    @Test
    void aScopeThatAnotherOperatorsChangeRemovedIsRestoredByTheNextChange() {
        var victim = companies.add(company, "acme", Access.READ);
        new CompanyScopes(cognito, local.pool().id()).remove(company);
        assertThat(local.scopes(victim)).noneMatch(CompanyScopes::isCompany);
        assertThat(states())
                .singleElement()
                .extracting(ClientState::scopeExists)
                .isEqualTo(false);

        companies.add(newCompany(), "another", Access.READ);

        assertThat(local.scopes(victim)).anyMatch(CompanyScopes::isCompany);
    }

    @Test
    void aScopeIsRestoredAlthoughTheCompanyHasOneOnAnotherResourceServer(@TempDir Path folder) {
        try (var own = new LocalCognito(folder);
                var client = own.client()) {
            var pool = new Companies(client, own.pool());
            var victim = pool.add(company, "acme", Access.READ);
            new CompanyScopes(client, own.pool().id()).remove(company);
            client.createResourceServer(request -> request.userPoolId(own.pool().id())
                    .identifier("company-2")
                    .name("company-2")
                    .scopes(scope(company.toString())));

            pool.add(company, "acme", Access.READ);

            assertThat(own.scopes(victim)).contains("company/" + company);
        }
    }

    @Test
    void operatorsWhoAddCompaniesAtTheSameTimeLoseNoScope() {
        var added = atTheSameTime(IntStream.range(0, 12)
                .<Callable<Credentials>>mapToObj(i -> () -> companies.add(newCompany(), "acme", Access.READ))
                .toList());

        assertThat(added)
                .allSatisfy(credentials -> assertThat(local.scopes(credentials)).anyMatch(CompanyScopes::isCompany));
    }

    @Test
    void operatorsWhoAddTheSameAppClientAtTheSameTimeGetOneAppClientAndOneSecret() {
        var added = atTheSameTime(IntStream.range(0, 6)
                .<Callable<Credentials>>mapToObj(i -> () -> companies.add(company, "acme", Access.READ))
                .toList());

        assertThat(states()).hasSize(1);
        assertThat(added)
                .extracting(Credentials::clientId)
                .containsOnly(states().getFirst().client().id());
        assertThat(added)
                .filteredOn(credentials -> credentials.secret().isPresent())
                .singleElement()
                .satisfies(credentials -> assertThat(local.scopes(credentials)).isNotEmpty());
    }

    @Test
    void operatorsWhoRemoveAndAddAppClientsOfACompanyAtTheSameTimeKeepItsScope() {
        for (var round = 0; round < 5; round++) {
            var old = companies.add(company, "old", Access.READ);
            var name = "new" + round;

            var added = atTheSameTime(List.<Callable<Credentials>>of(
                    () -> {
                        companies.remove(old.clientId());
                        return old;
                    },
                    () -> companies.add(company, name, Access.READ)));

            assertThat(local.scopes(added.getLast())).anyMatch(CompanyScopes::isCompany);
            companies.remove(added.getLast().clientId());
        }
    }

    private List<ClientState> states() {
        return companies.list().stream()
                .filter(state -> state.client().name().companyId().equals(company))
                .toList();
    }

    private static List<String> existingScopes() {
        return List.copyOf(new CompanyScopes(cognito, local.pool().id()).all());
    }

    /** Gives a resource server as many scopes as the tool puts into it. */
    private static void fill(String server) {
        companies.add(newCompany(), "first", Access.READ);
        var existing = cognito
                .listResourceServers(
                        request -> request.userPoolId(local.pool().id()).maxResults(50))
                .resourceServers()
                .stream()
                .filter(entry -> entry.identifier().equals(server))
                .findFirst();
        var scopes = Stream.concat(
                        existing.stream().flatMap(entry -> entry.scopes().stream()),
                        Stream.generate(() -> scope(UUID.randomUUID().toString())))
                .limit(90)
                .toList();
        if (existing.isPresent()) {
            cognito.updateResourceServer(
                    request -> request.userPoolId(local.pool().id())
                            .identifier(server)
                            .name(server)
                            .scopes(scopes));
        } else {
            cognito.createResourceServer(
                    request -> request.userPoolId(local.pool().id())
                            .identifier(server)
                            .name(server)
                            .scopes(scopes));
        }
    }

    private static ResourceServerScopeType scope(String name) {
        return ResourceServerScopeType.builder()
                .scopeName(name)
                .scopeDescription("x")
                .build();
    }

    private static <T> List<T> atTheSameTime(List<Callable<T>> actions) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = actions.stream()
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            start.countDown();
            return running.stream().map(CompaniesTest::result).toList();
        }
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Uuid newCompany() {
        return new Uuid(UUID.randomUUID().toString());
    }
}
