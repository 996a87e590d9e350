/** The console: a program for people that shows what the client sends and receives. */
@NullMarked
package io.partnercenter.users.console;

import org.jspecify.annotations.NullMarked;
