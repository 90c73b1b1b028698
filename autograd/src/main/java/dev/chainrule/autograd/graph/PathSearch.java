package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.collect.MinMaxPriorityQueue;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.graph.PathGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the paths with the largest gains, best first. The best path follows the best link from each
 * value; any other one leaves an earlier path at some link, and is the best from there on (E. L.
 * Lawler, A procedure for computing the k best solutions, Management Science 18, 1972). So each
 * path is found once, and as many are looked at as are asked for, times their length.
 */
final class PathSearch {
  private final MinMaxPriorityQueue<Candidate> candidates;
  private final List<List<Link>> found = new ArrayList<>();
  private final int limit;

  /** The links of a path up to some value, the last one first: paths share their beginnings. */
  private record Trunk(@Nullable Trunk before, Link link, double score) {
    static Trunk of(@Nullable Trunk before, Link link) {
      return new Trunk(before, link, (before == null ? 0 : before.score) + link.logGain());
    }
  }

  /** A path that is fixed up to a node, and the best from there on. */
  private record Candidate(@Nullable Trunk trunk, Node node) {
    double score() {
      return (trunk == null ? 0 : trunk.score) + node.score;
    }
  }

  private PathSearch(int limit) {
    this.limit = limit;
    this.candidates =
        MinMaxPriorityQueue.orderedBy(Comparator.comparingDouble(Candidate::score).reversed())
            .maximumSize(limit)
            .create();
  }

  /** Finds the best paths from a node to the variable, the best one first, up to a limit. */
  static List<List<Link>> best(Node root, int limit) {
    PathSearch search = new PathSearch(limit);
    search.add(new Candidate(null, root));
    Candidate next = search.candidates.poll();
    while (next != null) {
      search.follow(next);
      next = search.found.size() < limit ? search.candidates.poll() : null;
    }
    return search.found;
  }

  /** Goes a candidate's path to its end, and notes where others leave it. */
  private void follow(Candidate candidate) {
    Trunk trunk = candidate.trunk;
    Node node = candidate.node;
    while (node.best != null) {
      for (Link link : node.links) {
        if (!link.equals(node.best) && found.size() + 1 < limit) {
          add(new Candidate(Trunk.of(trunk, link), link.to()));
        }
      }
      trunk = Trunk.of(trunk, node.best);
      node = node.best.to();
    }
    found.add(links(trunk));
  }

  /** Keeps a candidate, unless there are better ones enough. */
  private void add(Candidate candidate) {
    boolean unused = candidates.offer(candidate);
  }

  private static List<Link> links(@Nullable Trunk last) {
    List<Link> links = new ArrayList<>();
    for (Trunk trunk = last; trunk != null; trunk = trunk.before) {
      links.add(trunk.link);
    }
    return ImmutableList.copyOf(Lists.reverse(links));
  }
}
