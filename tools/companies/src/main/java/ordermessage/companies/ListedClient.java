package ordermessage.companies;

/** An app client of a company, as a list of app clients shows it. */
record ListedClient(String id, ClientName name) {}
