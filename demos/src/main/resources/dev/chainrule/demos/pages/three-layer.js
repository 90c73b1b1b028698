"use strict";
// The lesson, put together.

const content = (section) => document.querySelector(`#${section} .content`);
const stepsOf = (section) => document.querySelector(`#${section} .steps`);

showTask(document.getElementById("task-stage"));
const forwardPlayer = steps(stepsOf("forward"), "Forward step", new Stage(), forwardSteps());
const lowestCurve = deepest();
showOneWeight(content("one-weight"), lowestCurve);
showDerivative(content("derivative"));
showPartial(content("partial"), lowestCurve);
showChain(content("chain"));
const nestedPlayer = steps(stepsOf("nested"), "Nested step", nestedStage(), nestedSteps());
const backwardPlayer = steps(
  stepsOf("backward"),
  "Backward step",
  new Stage({ backward: true }),
  backwardSteps(),
);
showFlat(content("flat"));
const training = new Training(content("training"));
const pathsPlayer = steps(
  stepsOf("paths"),
  "Path step",
  new Stage({ backward: true }),
  pathSteps(),
);
showDepth(content("paths"));
