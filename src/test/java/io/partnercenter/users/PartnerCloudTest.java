package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerCloudTest {
  @ParameterizedTest
  @CsvSource({
    "GLOBAL, api.partnercenter.microsoft.com, login.microsoftonline.com, true",
    "US_GOVERNMENT, api.partnercenter.microsoft.com, login.microsoftonline.us, true",
    "CHINA, partner.partnercenterapi.microsoftonline.cn, login.chinacloudapi.cn, false",
  })
  void apiAuthorityAndScopeBelongTogether(
      PartnerCloud cloud, String api, String authority, boolean setsPasswords) {
    assertThat(cloud.baseUrl()).isEqualTo("https://" + api);
    assertThat(cloud.authority()).isEqualTo("https://" + authority);
    assertThat(cloud.scope()).isEqualTo("https://" + api + "/user_impersonation");
    assertThat(cloud.setsPasswords()).isEqualTo(setsPasswords);
  }
}
