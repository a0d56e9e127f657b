package org.ovalogin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The operations of the REST interface: of a server, or in this process on a data folder.
public interface Server {
    /// @return the JSON of the answer, missing where there is none
    /// @throws org.ovalogin.cli.terminal.ShellException for every answer but a good one
    JsonNode send(Request request);

    /// Delivers the letters that wait, unless a server does.
    ///
    /// @return the outcome of each letter, in a line
    default List<String> deliver() {
        return List.of();
    }
}
