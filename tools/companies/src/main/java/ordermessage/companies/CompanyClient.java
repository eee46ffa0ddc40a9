package ordermessage.companies;

import java.time.Instant;
import java.util.Optional;

/**
 * An app client of a company.
 *
 * @param companyScope the scope that names the company
 * @param access what it may do; empty if it is locked out
 */
record CompanyClient(String id, ClientName name, String companyScope, Optional<Access> access, Instant created) {}
