/** A program for people: shows what the client sends and what comes back. */
@NullMarked
package io.partnercenter.users.console;

import org.jspecify.annotations.NullMarked;
