package contoso;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.entra.AppUserCredentials;
import io.partnercenter.users.entra.TokenStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PartnerCenterProperties.class)
class PartnerCenterConfiguration {
  @Bean
  AccessTokenProvider accessTokens(PartnerCenterProperties properties) {
    return AppUserCredentials.builder()
        .partnerTenant(properties.tenant())
        .clientId(properties.clientId())
        .clientSecret(properties.clientSecret())
        .tokenStore(TokenStore.file(properties.tokenStore()))
        .build();
  }

  @Bean(destroyMethod = "close")
  PartnerCenter partnerCenter(
      PartnerCenterProperties properties, AccessTokenProvider accessTokens) {
    PartnerCenter.Builder builder =
        PartnerCenter.builder().accessTokens(accessTokens).applicationName("contoso-onboarding");
    if (properties.baseUrl() != null) {
      builder.baseUrl(properties.baseUrl());
    }
    return builder.build();
  }
}
