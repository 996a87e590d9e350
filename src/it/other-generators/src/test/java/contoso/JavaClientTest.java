package contoso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import client.java.JSON;
import client.java.model.ErrorBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests how a client that the stock generator java, with the library native, generated reads an
 * error.
 */
class JavaClientTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"60002\"", "60002"})
  void anErrorOfTheServiceHasACode(String code) throws Exception {
    ErrorBody error =
        read("{\"code\":" + code + ",\"description\":\"Not found.\",\"source\":\"PartnerFD\"}");

    assertEquals("service", shape(error));
    assertEquals("60002", error.getCode().getActualInstance().toString());
    assertEquals("Not found.", error.getDescription());
    assertNull(error.getMessage());
  }

  @Test
  void anErrorOfTheGatewayHasAMessage() throws Exception {
    ErrorBody error = read("{\"statusCode\":429,\"message\":\"Try again in 57 seconds.\"}");

    assertEquals("gateway", shape(error));
    assertEquals("Try again in 57 seconds.", error.getMessage());
    assertEquals(429, error.getStatusCode());
    assertNull(error.getCode());
  }

  private static String shape(ErrorBody error) {
    return error.getCode() != null ? "service" : error.getMessage() != null ? "gateway" : "neither";
  }

  private static ErrorBody read(String json) throws Exception {
    return new JSON().getMapper().readValue(json, ErrorBody.class);
  }
}
