package contoso;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("partner-center")
record PartnerCenterProperties(
    String tenant,
    String clientId,
    String clientSecret,
    Path tokenStore,
    String baseUrl) { // only tests set this one
}
