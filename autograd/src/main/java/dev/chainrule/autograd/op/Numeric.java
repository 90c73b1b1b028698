package dev.chainrule.autograd.op;

/**
 * The whole vocabulary: whatever can apply an operation has every word of it.
 *
 * @param <T> the kind of number
 */
public interface Numeric<T extends Numeric<T>>
    extends Activating<T>,
        Rounding<T>,
        Normalizing<T>,
        Ordering<T>,
        Joining<T>,
        Factoring<T>,
        Operators<T> {}
