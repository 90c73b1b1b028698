package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

/**
 * Tells which operations do the same: equal keys mean the same operation, on inputs of the same
 * shapes and precisions. Two objects count as one operation if they are of one class and have the
 * same text, and the text says more than the name, as {@link Operation#toString} asks for, or there
 * is nothing to say, since the class has no fields of its own. Otherwise they might differ in what
 * can't be seen, such as a factor that only the user's class knows.
 *
 * @param operation the object itself where its text can't stand for it, else its class
 * @param made its text, and which of its results it is
 * @param results the shape and precision of the result, then of each input
 */
record OperationKey(Object operation, String made, List<Form> results) {

  /** The shape and precision of a value. */
  record Form(Shape shape, DType dtype) {
    static Form of(Node node) {
      return new Form(node.shape(), node.dtype());
    }
  }

  static OperationKey of(Node node, Operation operation) {
    ImmutableList.Builder<Form> forms = ImmutableList.builder();
    forms.add(Form.of(node));
    node.inputs().forEach(input -> forms.add(Form.of(input)));
    boolean isSaid =
        !operation.toString().equals(operation.name()) || HAS_NO_FIELDS.get(operation.getClass());
    return new OperationKey(
        isSaid ? operation.getClass() : new Identity(operation), node.made(), forms.build());
  }

  /** An object that equals itself alone, whatever its class says. */
  private static final class Identity {
    private final Operation operation;

    Identity(Operation operation) {
      this.operation = operation;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Identity identity && identity.operation == operation;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(operation);
    }
  }

  private static final ClassValue<Boolean> HAS_NO_FIELDS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          Class<?> c = type;
          while (!isBase(c)) {
            for (Field field : c.getDeclaredFields()) {
              if (!Modifier.isStatic(field.getModifiers())) {
                return false;
              }
            }
            c = c.getSuperclass();
          }
          return true;
        }
      };

  /** Whether a class is one of those to be extended: what these know is not the operation's. */
  private static boolean isBase(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && type.getPackage().equals(Operation.class.getPackage());
  }
}
