/** The object a widget is made on: Kommo's methods are there before its constructor runs. */
define(['jquery', 'underscore', 'host/page', 'host/panel', 'host/templates'], function (
  $,
  _,
  page,
  panel,
  templates,
) {
  'use strict';

  var asHost = window.__sandbox.asHost;
  var tokens = {};

  function create(widget) {
    var extra = {};
    var langs = widget.langs;
    var methods = {
      i18n: function (key) {
        return String(key)
          .split('.')
          .reduce(function (value, part) {
            return value === undefined || value === null ? undefined : value[part];
          }, langs);
      },
      set_lang: function (dictionary) {
        langs = instance.langs = dictionary;
      },
      get_settings: function () {
        return _.extend(paramsOf(widget), extra);
      },
      set_settings: function (values) {
        _.extend(extra, values);
      },
      system: function () {
        return systemOf();
      },
      get_version: function () {
        return widget.version;
      },
      get_install_status: function () {
        return widget.install.status;
      },
      set_status: function (status) {
        widget.install.status = status;
        $('.js-widget-tile[data-code="' + widget.code + '"]').attr('data-status', status);
      },
      render: function (source, params) {
        return templates.render(source, params, widget);
      },
      render_template: function (options, params) {
        return panel.add(widget, options, params);
      },
      $authorizedAjax: function (options) {
        return authorizedAjax(widget, options);
      },
      crm_post: function (url, data, done, type, failed) {
        $.ajax({
          url: '/private/widget/proxy.php',
          method: 'POST',
          dataType: type || 'json',
          data: { url: url, data: data },
        })
          .done(done || $.noop)
          .fail(failed || $.noop);
      },
      list_selected: function () {
        return selectedRows();
      },
      widgetsOverlay: function (isShown) {
        $('#card_widgets_overlay').toggleClass('card-widgets-overlay_shown', isShown === true);
      },
      add_action: function (kind, work) {
        (widget.actions = widget.actions || {})[kind] = work;
      },
      add_source: function (kind, work) {
        (widget.sources = widget.sources || {})[kind] = work;
      },
      get_pipeline_id: function () {
        return $.Deferred()
          .resolve(page.boot().pipelines[0] ? page.boot().pipelines[0].id : 0)
          .promise();
      },
      setSdkCatalogId: function (id) {
        widget.catalogId = id;
      },
    };
    var base = _.mapObject(methods, function (method) {
      return asHost(method);
    });
    var instance = Object.create(base);
    instance.langs = langs;
    instance.params = paramsOf(widget);
    return instance;
  }

  /** Manifest, install and saved settings in one object, as Kommo hands them out. */
  function paramsOf(widget) {
    return _.extend(
      {
        widget_code: widget.code,
        path: widget.path,
        images_path: widget.path.replace(/\/$/, '') + '/images',
        version: widget.version,
        status: widget.install.status,
        active: widget.install.active,
        widget_active: widget.install.active,
        id: 1,
        widget_id: 1,
        oauth_client_uuid: widget.clientUuid,
        category_code: 'own_integrations',
        support: widget.support,
      },
      widget.cdnPath === null ? {} : { cdn_path: widget.cdnPath },
      widget.install.settings,
    );
  }

  function systemOf() {
    var boot = page.boot();
    var codes = { advanced_settings: 'advanced-settings' };
    return {
      area: codes[boot.view.location] || boot.view.location,
      amouser_id: boot.user.id,
      amouser: boot.user.email,
      amohash: '',
      subdomain: boot.account.subdomain,
      domain: boot.account.domain,
      server: '',
      displayed_count: boot.widgets.length,
      displayed_count_by_area: page.countByArea(),
    };
  }

  /** The token first, then the call with `X-Auth-Token`; a jQuery promise, so without `catch`. */
  function authorizedAjax(widget, options) {
    return tokenFor(widget).then(function (answer) {
      var headers = _.extend({}, options.headers, { 'X-Auth-Token': answer.token });
      return $.ajax(_.extend({}, options, { headers: headers }));
    });
  }

  function tokenFor(widget) {
    var switches = page.boot().switches;
    if (switches.reuseToken && tokens[widget.code]) return tokens[widget.code];
    // Same origin: jQuery adds X-Requested-With by itself, which Kommo demands.
    tokens[widget.code] = $.ajax({
      url: '/ajax/v2/integrations/' + widget.clientUuid + '/disposable_token',
      data: switches.token ? { token: switches.token } : {},
      dataType: 'json',
      cache: true,
    });
    return tokens[widget.code];
  }

  function selectedRows() {
    var ids = $('.js-list-row__check:checked')
      .map(function () {
        return Number(this.value);
      })
      .get();
    var leads = page.boot().leads.filter(function (lead) {
      return _.contains(ids, lead.id);
    });
    return {
      count_selected: leads.length,
      selected: leads.map(function (lead) {
        return {
          id: lead.id,
          type: 'lead',
          emails: all(lead, 'emails'),
          phones: all(lead, 'phones'),
        };
      }),
    };
  }

  function all(lead, key) {
    return _.flatten(_.pluck(lead.contacts, key));
  }

  return { create: create };
});
