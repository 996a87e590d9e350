package contoso

import client.kotlin.infrastructure.Serializer
import client.kotlin.models.ErrorBody
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

/** Tests how a client that the stock generator kotlin generated reads an error. */
class KotlinClientTest {
    @ParameterizedTest
    @ValueSource(strings = ["\"60002\"", "60002"])
    fun `an error of the service has a code`(code: String) {
        val error = read("""{"code":$code,"description":"Not found.","source":"PartnerFD"}""")

        assertEquals("service", shape(error))
        assertEquals("60002", error.code.toString().removeSuffix(".0"))
        assertEquals("Not found.", error.description)
        assertNull(error.message)
    }

    @Test
    fun `an error of the gateway has a message`() {
        val error = read("""{"statusCode":429,"message":"Try again in 57 seconds."}""")

        assertEquals("gateway", shape(error))
        assertEquals("Try again in 57 seconds.", error.message)
        assertEquals(429, error.statusCode)
        assertNull(error.code)
    }

    private fun shape(error: ErrorBody): String =
        if (error.code != null) "service" else if (error.message != null) "gateway" else "neither"

    private fun read(json: String): ErrorBody =
        Serializer.moshi.adapter(ErrorBody::class.java).fromJson(json)!!
}
