package contoso

import io.partnercenter.users.model.CustomerUser

fun length(user: CustomerUser) = user.usageLocation.length
