package contoso

import io.partnercenter.users.UserHandle

fun patch(user: UserHandle) = user.patch(null)
