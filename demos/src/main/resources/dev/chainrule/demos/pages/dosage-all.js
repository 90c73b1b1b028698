// Parts 9 and 10: training all seven parameters, and questions.

/** Gradient descent on all parameters by the program of the page; keeps every step. */
class Training {
  constructor(lesson) {
    this.lesson = lesson;
    this.numbers = [lesson.start];
    this.ssr = [];
    this.gradients = [];
    this.#look();
  }

  /** How many steps have been made. */
  get length() {
    return this.numbers.length - 1;
  }

  #look() {
    const now = this.lesson.at(this.numbers[this.length]);
    this.ssr.push(now.ssr);
    this.gradients.push(now.gradient);
  }

  /** Makes a step: each parameter minus the learning rate times its derivative. */
  advance() {
    const gradient = this.gradients[this.length];
    this.numbers.push(this.numbers[this.length].map((n, i) => n - this.lesson.rate * gradient[i]));
    this.#look();
  }
}

/** The SSR of all steps so far; each line upwards is ten times as much. */
class LossPlot extends Plot {
  constructor(root, steps) {
    super(root, {
      x: [0, steps],
      y: [-29, 2],
      xLabel: "step",
      yLabel: "SSR",
      xTicks: [0, 5000, 10000, 15000],
      yTicks: [-24, -16, -8, 0],
      tick: (n) => (n < 0 ? LossPlot.power(n) : n > 0 ? String(n) : ""),
    });
    this.#labelZeros();
  }

  static power(n) {
    return "10" + String(n).replace("-", "⁻").replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]);
  }

  /** Both axes have a zero: at the left it means step 0, and 10 to the power of 0 is 1. */
  #labelZeros() {
    const at = (x, y, anchor, text) =>
      this.svg.append(s("text", { x, y, "text-anchor": anchor, class: "tick" }, text));
    at(this.px(0), Plot.HEIGHT - Plot.BOTTOM + 22, "middle", "0");
    at(Plot.LEFT - 7, this.py(0) + 6, "end", "1");
  }

  show(ssr, step) {
    this.clear(`SSR so far, after ${step} steps: ${format(ssr[step])}`);
    const every = Math.max(1, Math.floor(step / 300));
    const xs = [];
    for (let i = 0; i < step; i += every) {
      xs.push(i);
    }
    xs.push(step);
    this.curve(xs, xs.map((i) => Math.log10(ssr[i])), "");
    this.point(step, Math.log10(ssr[step]), "now");
  }
}

const PLATEAU = 0.1; // how near SSR is to that of the best straight line, as a part of it

/** Part 9: steps of the player are milestones; between them the training is seen running. */
function showAll(lesson) {
  const { figure, tools, player } = stage("all");
  const { milestones, names } = lesson;
  const picture = new NetworkPicture(figure("The network"), lesson, 4);
  const fit = new EffectPlot(figure("What it predicts"), lesson, {
    y: [-0.9, 2.4],
    yTicks: [0, 1, 2],
  });
  const loss = new LossPlot(figure("SSR at each step, in powers of ten"), milestones.at(-1));
  const training = new Training(lesson);
  const line = new Program(carried("line"));
  const straight = line.value(line.result).data[0];
  const counter = h("p", { class: "number counter" });
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const state = { frame: 0 };
  tools.append(counter);

  function draw(step) {
    const numbers = training.numbers[step];
    const description = `After ${step} steps.`;
    picture.show(numbers, { sought: names, description });
    fit.fit(numbers, `The network's curve after ${step} steps`, { residuals: true });
    loss.show(training.ssr, step);
    counter.textContent = `step ${step}, SSR = ${format(training.ssr[step])}`;
  }

  function numbersTable(step) {
    const all = [training.numbers[step], training.gradients[step], lesson.known];
    const [now, gradient, known] = all;
    const rows = names.map((name, i) => [
      sub(name),
      h("span", { "data-number": name }, fixed(now[i])),
      fixed(gradient[i]),
      name === "b3" ? "" : fixed(known[i], 2),
    ]);
    const heads = ["parameter", "now", "derivative", "known before"];
    return table("The seven parameters", heads, rows);
  }

  /** Trains up to a step, some of it in each frame, and then calls back. */
  function run(target, onarrival) {
    cancelAnimationFrame(state.frame);
    const frame = () => {
      const end = performance.now() + 30;
      while (training.length < target && performance.now() < end) {
        training.advance();
      }
      const isThere = training.length >= target;
      if (isThere || !isCalm) {
        draw(Math.min(target, training.length));
      }
      if (isThere) {
        onarrival();
      } else {
        state.frame = requestAnimationFrame(frame);
      }
    };
    frame();
  }

  function words(step, isLast) {
    const first = [
      p(
        "At the start nothing is known: the weights are random numbers, the biases are 0. All",
        " seven derivatives come out of one sweep; each step changes each parameter by",
        ` −${lesson.rate}`,
        " times its own derivative.",
      ),
    ];
    const end = [
      p(
        "SSR is nearly 0: the curve goes through the points. And the numbers are those which were",
        " given at the beginning of this page, to two places: this is where they come from.",
      ),
    ];
    return step === 0 ? first : isLast ? end : between(step);
  }

  /** What has happened since the milestone before: on the plateau, SSR hardly moves. */
  function between(step) {
    const before = milestones[milestones.indexOf(step) - 1];
    const [was, ssr] = [training.ssr[before], training.ssr[step]];
    const went = p(
      `From step ${before} to ${step}, SSR went from ${format(was, 4)} to ${format(ssr, 4)}. The`,
      ` steepest slope is now ${format(Math.max(...training.gradients[step].map(Math.abs)), 3)} (its`,
      " sign left out): a step is as large as the slopes are steep.",
    );
    if (Math.abs(ssr / straight - 1) > PLATEAU) {
      return [went];
    }
    const [left, middle, right] = lesson.at(training.numbers[step]).predicted;
    const bend = middle - (left + right) / 2;
    return [
      went,
      p(
        "This is a *plateau*: the curve is nearly a straight line. At dosage 0.5 it is only",
        ` ${fixed(Math.abs(bend), 3)} ${bend < 0 ? "below" : "above"} the middle between its ends.`,
        ` No straight line has a smaller SSR than ${fixed(straight)}. To get on, the curve has to`,
        " bend, and at first the bend grows slowly, for all derivatives are small.",
      ),
    ];
  }

  const show = (i) => {
    const step = milestones[i];
    const text = h("div", {}, p("The training is running …"));
    const numbers = h("div", { class: "beside" });
    run(step, () => {
      text.replaceChildren(...words(step, i === milestones.length - 1));
      numbers.replaceChildren(numbersTable(step));
    });
    return [text, numbers];
  };
  const options = { count: milestones.length, show, name: "Part 9, milestone", interval: 1500 };
  new Player(player, options).start();
}

/** Part 10. */
function showQuestions(lesson, descent) {
  const last = descent.at(-1);
  const newton = lesson.atBias(0).slope / lesson.curvature;
  const ask = (question, ...answers) =>
    h("details", {}, h("summary", {}, question), ...answers);
  document.getElementById("questions").append(
    ask(
      "Which way is “backwards”?",
      p(
        "Forwards is from the dosage to SSR: that is how predictions are computed. Backwards",
        " is from",
        " SSR to the parameters: that is how derivatives are computed. Backwards is cheaper,",
        " because",
        " there is one SSR and there are many parameters. One sweep from the one end serves all of",
        " them. Going forwards would take a sweep for each parameter. The lesson “paths”",
        " counts it.",
      ),
    ),
    ask(
      "Why multiply along a chain, and add over observations?",
      p(
        "Along a chain each link makes a change larger or smaller by its factor; two links one",
        " after",
        " the other do so twice, so the factors multiply. Side by side, each way brings a",
        " change of",
        " its own to SSR; SSR gets all of them together, so they add.",
      ),
    ),
    ask(
      "What is at a kink, and where the curve is flat?",
      p(
        "Softplus has no kink; its slope is known everywhere. Another activation function,",
        " ReLU, has",
        " one at 0: there a program has to choose a slope, and most take 0. Where a curve is flat,",
        " its slope is near 0, the product is near 0, and a parameter behind it learns slowly.",
      ),
    ),
    ask(
      "Why is the gradient of the same shape as the parameters?",
      p("It has one number for each parameter: how fast SSR changes with this one."),
    ),
    ask(
      "What would the second derivative be?",
      p(
        `It says how fast the slope itself changes. For b₃ it is ${format(lesson.curvature)}`,
        " everywhere, since the curve is a parabola. Dividing the slope by it would jump to the",
        ` lowest point at once: from b₃ = 0 to ${fixed(-newton)}; descent ended at`,
        ` ${fixed(last.b3 - last.step)}. For millions of parameters the second derivatives are too`,
        " many to compute them all; gradient descent does without them.",
      ),
    ),
    ask(
      "Is the lowest point found always the best one?",
      p(
        "For b₃ alone, yes: there is only one. For all seven together there are many places where",
        " SSR is nearly 0. Another start or another learning rate can end in another one of them.",
      ),
    ),
    ask(
      "What does a framework do that this page does not?",
      p(
        "It writes the chains by itself: from any program of yours it records what was",
        " computed from",
        " what, knows the derivative of each single operation, and sweeps backwards. This page",
        " uses",
        " such a record; nobody wrote the derivatives of this network by hand. A framework does it",
        " with large tables of numbers at once, on fast hardware, with better ways to take a step.",
      ),
    ),
  );
}

{
  const lesson = new Dosage();
  const descent = lesson.biasDescent();
  const end = descent.at(-1);
  const fitted = lesson.with({ b3: end.b3 - end.step });
  showNetwork(lesson, fitted);
  showSquiggle(lesson, fitted);
  showResiduals(lesson);
  showSlope(lesson);
  showDescent(lesson);
  showOuter(lesson);
  showInner(lesson);
  showSweep(lesson);
  showAll(lesson);
  showQuestions(lesson, descent);
}
