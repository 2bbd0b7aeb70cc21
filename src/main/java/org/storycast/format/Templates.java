// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.ClassAccessException;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.storycast.channel.PartProfile;

/** The templates of one kind, ready to render. */
final class Templates {

  /** Before a part's name, it names the template of digests. */
  private static final String DIGEST = "digest-";

  private static final Pattern STORIES = Pattern.compile("\\bstories\\b");

  private final TemplateFiles files;
  private final Map<Escaping, PebbleEngine> engines = new EnumMap<>(Escaping.class);

  Templates(TemplateFiles files) {
    this.files = files;
    for (Escaping escaping : Escaping.values()) {
      this.engines.put(escaping, Sandbox.engine(files, escaping));
    }
  }

  /**
   * Whether a part can carry a digest: it has a template of its own for it, or its template says
   * {@code stories}.
   */
  boolean carriesDigests(String part) {
    String file = this.files.fileOf(part);
    return this.files.has(DIGEST + part)
        || this.files.find(file).map(it -> STORIES.matcher(it.text()).find()).orElse(false);
  }

  /** Where a part's template is, for people. */
  String pathOf(String part) {
    return pathOfFile(this.files.fileOf(part));
  }

  /**
   * Renders a part, tidied.
   *
   * @throws CannotComposeException naming file, line and value when the template is broken
   */
  String render(String part, Manuscript manuscript, Allowance allowance) {
    String file =
        this.files.fileOf(
            manuscript.isDigest() && this.files.has(DIGEST + part) ? DIGEST + part : part);
    Escaping escaping = Escaping.of(file).orElseThrow();
    Map<String, Object> variables = manuscript.variables(allowance, escaping);
    return Tidying.of(render(file, escaping, variables, manuscript.locale()), escaping);
  }

  /**
   * Fills a form in, tidied.
   *
   * @throws CannotComposeException naming file, line and value when the template is broken
   */
  String fill(String form, Map<String, Object> variables, Locale locale) {
    String file = this.files.fileOf(form);
    Escaping escaping = Escaping.of(file).orElseThrow();
    return Tidying.of(render(file, escaping, variables, locale), escaping);
  }

  /**
   * Passes when a part's text says all that it must.
   *
   * @throws CannotComposeException naming the file, what it lacks and the remedy
   */
  void demand(String part, String text, List<PartProfile.Demand> demands) {
    for (PartProfile.Demand demand : demands) {
      if (!text.contains(demand.text())) {
        throw new CannotComposeException(
            "%s: it lacks %s; %s".formatted(pathOf(part), demand.text(), demand.why()), null);
      }
    }
  }

  private String render(
      String file, Escaping escaping, Map<String, Object> variables, Locale locale) {
    StringWriter output = new StringWriter();
    try {
      PebbleEngine engine = this.engines.get(escaping);
      if (engine == null) {
        throw new IllegalStateException("There is an engine for every escaping");
      }
      engine.getTemplate(file).evaluate(output, variables, locale);
    } catch (PebbleException broken) {
      throw broken(file, broken);
    } catch (StackOverflowError endless) {
      throw new CannotComposeException(pathOfFile(file) + ": it includes itself", endless);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (RuntimeException unforeseen) {
      throw new CannotComposeException(
          "%s: %s".formatted(pathOfFile(file), unforeseen), unforeseen);
    }
    return output.toString();
  }

  private CannotComposeException broken(String file, PebbleException broken) {
    return switch (broken) {
      case UnknownTemplateException unknown -> brokenAt(naming(unknown.name(), file), broken);
      default -> {
        String where = broken.getFileName() == null ? file : broken.getFileName();
        Integer line = broken.getLineNumber();
        yield brokenAt(pathOfFile(where) + (line == null ? "" : ", line " + line), broken);
      }
    };
  }

  private CannotComposeException brokenAt(String place, PebbleException broken) {
    return new CannotComposeException("%s: %s".formatted(place, reason(broken)), broken);
  }

  /** Where a name stands: the language does not say it. */
  private String naming(String name, String rendered) {
    List<String> files = new ArrayList<>(List.of(rendered));
    files.addAll(this.files.files().keySet());
    for (String file : files) {
      List<String> lines =
          this.files.find(file).map(it -> it.text().lines().toList()).orElseThrow();
      for (int line = 0; line < lines.size(); line++) {
        if (lines.get(line).contains(name)) {
          return "%s, line %d".formatted(pathOfFile(file), line + 1);
        }
      }
    }
    return pathOfFile(rendered);
  }

  private String reason(PebbleException broken) {
    return switch (broken) {
      case AttributeNotFoundException absent when absent.getAttributeName() != null ->
          "there is no value \"%s\" here".formatted(absent.getAttributeName());
      case ClassAccessException _ -> "a template may not call methods";
      default -> broken.getPebbleMessage();
    };
  }

  private String pathOfFile(String file) {
    return this.files.find(file).map(it -> it.path().toString()).orElse(file);
  }
}
