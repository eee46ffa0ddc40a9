package ordermessage.companies;

/**
 * An app client as the list of companies shows it.
 *
 * @param secrets the number of its secrets
 * @param scopeExists whether the scope of its company exists; without it, its tokens name no company
 */
record ClientState(CompanyClient client, int secrets, boolean scopeExists) {}
