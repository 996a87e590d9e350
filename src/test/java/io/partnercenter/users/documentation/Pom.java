package io.partnercenter.users.documentation;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What this project's pom, or a part of a pom, declares. */
final class Pom {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{(.+)}");

  private final Document document;

  private Pom(String xml) throws IOException, ParserConfigurationException, SAXException {
    document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
  }

  static Pom ofProject() throws IOException, ParserConfigurationException, SAXException {
    return new Pom(Files.readString(Path.of("pom.xml")));
  }

  /** Parses a part of a pom: elements without a common parent. */
  static Pom ofPart(String xml) throws IOException, ParserConfigurationException, SAXException {
    return new Pom("<part>" + xml + "</part>");
  }

  /** Returns the profiles without an activation: those that a person activates by name. */
  List<String> profiles() {
    return nodes("/project/profiles/profile[not(activation)]/id", document)
        .map(Node::getTextContent)
        .collect(Collectors.toList());
  }

  /**
   * Returns the dependencies that are declared or unpacked: group, artifact, version, and
   * classifier if there is one, separated by colons.
   */
  List<String> dependencies() {
    return nodes("//dependency | //artifactItem", document)
        .map(this::coordinates)
        .collect(Collectors.toList());
  }

  /** Returns the artifacts that the build makes, in the same form. */
  List<String> artifacts() {
    String jar = coordinates(document.getDocumentElement());
    return Stream.concat(
            Stream.of(jar),
            nodes("//plugin[artifactId='maven-jar-plugin']//classifier", document)
                .map(classifier -> jar + ":" + classifier.getTextContent()))
        .collect(Collectors.toList());
  }

  private String coordinates(Node node) {
    return Stream.of("groupId", "artifactId", "version", "classifier")
        .flatMap(name -> nodes(name, node))
        .map(part -> resolved(part.getTextContent()))
        .collect(Collectors.joining(":"));
  }

  private String resolved(String text) {
    Matcher property = PROPERTY.matcher(text);
    return property.matches()
        ? nodes("/project/properties/" + property.group(1), document)
            .map(Node::getTextContent)
            .collect(Collectors.joining())
        : text;
  }

  private static Stream<Node> nodes(String path, Node from) {
    try {
      NodeList found =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, from, XPathConstants.NODESET);
      return IntStream.range(0, found.getLength()).mapToObj(found::item);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
