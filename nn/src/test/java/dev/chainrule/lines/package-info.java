/** What a user's program is told about its own lines: these tests stand outside of the library. */
@NullMarked
package dev.chainrule.lines;

import org.jspecify.annotations.NullMarked;
