// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** What a chart was rendered to, by kind. */
final class HelmManifests {

  private final Map<String, Map<String, Object>> manifests = new LinkedHashMap<>();

  static HelmManifests read(String text) {
    HelmManifests manifests = new HelmManifests();
    for (Object document : new Yaml().loadAll(text)) {
      if (document != null) {
        Map<String, Object> manifest = asMap(document);
        manifests.manifests.put(String.valueOf(manifest.get("kind")), manifest);
      }
    }
    return manifests;
  }

  Set<String> kinds() {
    return this.manifests.keySet();
  }

  /** What lies at a path of names and numbers. */
  Object at(String kind, Object... path) {
    Object place = this.manifests.get(kind);
    for (Object step : path) {
      place =
          step instanceof Integer index
              ? asList(place).get(index)
              : asMap(place).get(String.valueOf(step));
    }
    return place;
  }

  String text(String kind, Object... path) {
    return String.valueOf(at(kind, path));
  }

  Map<String, Object> map(String kind, Object... path) {
    return asMap(at(kind, path));
  }

  Object container(String name) {
    return at("Deployment", "spec", "template", "spec", "containers", 0, name);
  }

  String probe(String name) {
    return String.valueOf(asMap(asMap(container(name)).get("httpGet")).get("path"));
  }

  /** The container's variables. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    asList(container("env"))
        .forEach(
            it ->
                variables.put(
                    String.valueOf(asMap(it).get("name")), String.valueOf(asMap(it).get("value"))));
    return variables;
  }

  /** Where something is mounted, and whether it can only be read there. */
  Map<String, Boolean> mounts() {
    Map<String, Boolean> mounts = new LinkedHashMap<>();
    asList(container("volumeMounts"))
        .forEach(
            it ->
                mounts.put(
                    String.valueOf(asMap(it).get("mountPath")),
                    Boolean.TRUE.equals(asMap(it).get("readOnly"))));
    return mounts;
  }

  Map<String, Object> volume(String name) {
    return asList(at("Deployment", "spec", "template", "spec", "volumes")).stream()
        .map(HelmManifests::asMap)
        .filter(volume -> name.equals(volume.get("name")))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object place) {
    return (Map<String, Object>) place;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> asList(Object place) {
    return (List<Object>) place;
  }
}
